"""The tabs under the stage, which look deeper at the same moment."""

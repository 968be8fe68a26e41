"""Pausing at what was on the screen, which is a little behind the server's clock."""

from nn_ui.session.player import Player


def pause_at(player: Player, iteration: int, now: float) -> None:
    """Stop at the iteration that the browser showed when it was told to: what was seen stays."""
    player.pause(now)
    if not 0 <= iteration < player.cursor:
        return
    if player.reached == player.cursor:  # what came after it has not been seen
        player.reached = iteration
    player.go_to(iteration, now)

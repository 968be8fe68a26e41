"""Which two weights the landscape is of, as weights are chosen in the diagram."""

from nn_ui.session.landscape import LandscapeView


def test_a_chosen_weight_takes_the_place_of_the_one_that_was_there_longest() -> None:
    view = LandscapeView()
    assert view.follow(None, 9) == (0, 1)
    assert view.follow(5, 9) == (1, 5)
    assert view.follow(5, 9) == (1, 5)
    assert view.follow(None, 9) == (1, 5)
    assert view.follow(1, 9) == (1, 5)
    assert view.follow(7, 9) == (5, 7)


def test_a_weight_that_is_still_chosen_gives_way_to_the_lists() -> None:
    view = LandscapeView()
    view.follow(5, 9)
    view.weights = (2, 3)
    assert view.follow(5, 9) == (2, 3)


def test_another_network_begins_with_its_first_two() -> None:
    view = LandscapeView(weights=(3, 8))
    assert view.follow(None, 8) == (0, 1)

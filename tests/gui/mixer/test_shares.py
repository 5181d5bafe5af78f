from __future__ import annotations

import pytest

from stylecam.gui.mixer.shares import shares_of, with_share


def test_weights_of_any_size_become_shares() -> None:
    assert shares_of((3.0, 1.0)) == (0.75, 0.25)
    assert shares_of((1.0, 0.0)) == (1.0, 0.0)


def test_weights_that_are_all_nothing_count_alike() -> None:
    assert shares_of((0.0, 0.0)) == (0.5, 0.5)


def test_the_others_keep_their_proportions() -> None:
    assert with_share((0.5, 0.3, 0.2), 0, 0.0) == pytest.approx((0.0, 0.6, 0.4))
    assert with_share((0.5, 0.3, 0.2), 1, 0.65) == pytest.approx((0.25, 0.65, 0.1))


def test_a_whole_share_leaves_nothing_to_the_others() -> None:
    assert with_share((0.5, 0.3, 0.2), 2, 1.0) == (0.0, 0.0, 1.0)


def test_others_that_have_nothing_split_what_is_given_up() -> None:
    assert with_share((0.0, 1.0, 0.0), 1, 0.4) == pytest.approx((0.3, 0.4, 0.3))


def test_a_style_alone_stays_whole() -> None:
    assert with_share((1.0,), 0, 0.2) == (1.0,)

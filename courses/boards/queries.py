"""The boards that somebody can hold their record against."""

from courses.boards.shipped import BOARDS, Board


def boards() -> list[Board]:
    """All of them, in the order to show."""
    return list(BOARDS)


def board_with(key: str) -> Board | None:
    """The one with this key; None where there is none."""
    return next((board for board in boards() if board.key == key), None)

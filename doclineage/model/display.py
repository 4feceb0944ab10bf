"""How values show in notebooks: the model says that they do, `pipeline` says how."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

#: Makes from a value what notebooks take: MIME type to content. `pipeline` puts it here, so that
#: the model knows nothing of pages and pictures.
_MAKERS: dict[str, Callable[..., Any]] = {}


def show_by(**makers: Callable[..., Any]) -> None:
    """State what makes the ``bundle`` and the ``interactive`` display of a value."""
    _MAKERS.update(makers)


class Shown:
    """A value that notebooks show as a table or picture, with its text beside it."""

    __slots__ = ()

    def _repr_mimebundle_(
        self,
        include: Collection[str] | None = None,
        exclude: Collection[str] | None = None,
    ) -> Mapping[str, str]:
        made = _MAKERS["bundle"](self) if "bundle" in _MAKERS else {}
        return {
            kind: text
            for kind, text in made.items()
            if (include is None or kind in include) and kind not in (exclude or ())
        }

    def _repr_html_(self) -> str | None:
        return self._repr_mimebundle_().get("text/html")


class Opened(Shown):
    """A value that has a page of its own, too."""

    __slots__ = ()

    def interactive(self, *, height: int = 640, language: str = "vi") -> Any:
        """Return the page of this value for a notebook cell: search, sort, fold.

        It runs scripts, so that only a trusted notebook shows it.
        """
        return _MAKERS["interactive"](self, height=height, language=language)

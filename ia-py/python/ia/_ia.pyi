FUNCTIONS: list[str]

__all__ = ["FUNCTIONS", "call"]

def call(function: str, request: str) -> tuple[bool, str] | None: ...

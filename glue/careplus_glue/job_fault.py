"""A fault that its message explains whole, in one sentence."""


class JobFault(Exception):
    """Stops a job; `code` is for machines, the message for people."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code

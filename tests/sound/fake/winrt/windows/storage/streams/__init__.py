"""Of `winrt-Windows.Storage.Streams` 3.2.1 what the voice of Windows uses."""


class DataReader:
    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._loaded = b""

    async def load_async(self, count: int) -> int:
        self._loaded = self._stream[:count]
        return len(self._loaded)

    def read_bytes(self, into: bytearray) -> None:
        into[:] = self._loaded

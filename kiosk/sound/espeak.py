"""Speech from eSpeak NG, in British English.

eSpeak NG is licensed under GPLv3. It is no part of this program: its library comes with a dependency's wheel
(`espeakng-loader`) or with the system, and is loaded here when the kiosk runs.
"""

import ctypes
import os
import threading
from collections.abc import Iterator
from ctypes import POINTER, c_char, c_char_p, c_int, c_short, c_size_t, c_ubyte, c_uint, c_void_p

from kiosk.sound.voice import Rendering, VoicedWord, VoiceError


class Espeak:
    """One voice of eSpeak NG, chosen by its language. Raises `VoiceError` if the library or the voice is missing.

    A word's offsets are the library's own: they are now and then a letter or two out, and small words that it runs
    together ("of the") are reported as one.
    """

    def __init__(self, language: str = "en-GB") -> None:
        self.language = language
        with _LOCK:
            self._library = _library()
            file = _choose(self._library.functions, language)
        self.name = f"espeak-ng {self._library.version} {file} {_PITCH}/{_PITCH_RANGE}/{_WORD_GAP}"

    def render(self, said: str, wpm: int) -> Rendering:
        functions = self._library.functions
        chunks: list[bytes] = []
        words: list[VoicedWord] = []

        # Whatever an exception would be, the C code above could not pass it on: nothing in here is to raise one.
        @_CALLBACK
        def collect(samples: "ctypes._Pointer[c_short]", count: int, events: "ctypes._Pointer[_Event]") -> int:
            if samples and count > 0:
                chunks.append(ctypes.string_at(samples, count * 2))
            index = 0
            while (event := events[index]).type != _LIST_ENDS:
                if event.type == _WORD:
                    start = event.text_position - 1  # characters are counted from one
                    words.append(VoicedWord(event.audio_position / 1000, start, start + event.length))
                index += 1
            return 0

        text = said.encode(errors="replace") + b"\0"
        with _LOCK:
            _choose(functions, self.language)
            for parameter, value in (
                (_RATE, max(80, min(wpm, 450))),
                (_PITCH_PARAMETER, _PITCH),
                (_RANGE_PARAMETER, _PITCH_RANGE),
                (_GAP_PARAMETER, _WORD_GAP),
            ):
                _check(functions.espeak_SetParameter(parameter, value, 0), "set a parameter")
            functions.espeak_SetSynthCallback(collect)
            status = functions.espeak_Synth(text, len(text), 0, _BY_CHARACTER, 0, _UTF8 | _END_PAUSE, None, None)
        _check(status, "speak")
        return Rendering(b"".join(chunks), self._library.rate, tuple(words))


# A little livelier than the default and less steep: meant for young listeners. The gap, in units of 10 ms, parts the
# words and brings the library's hurried idea of words a minute to the real one.
_PITCH = 55
_PITCH_RANGE = 45
_WORD_GAP = 1

# From the library's speak_lib.h.
_SYNCHRONOUS = 2
_DO_NOT_EXIT = 0x8000
_LIST_ENDS, _WORD = 0, 1
_RATE, _PITCH_PARAMETER, _RANGE_PARAMETER, _GAP_PARAMETER = 1, 3, 4, 7
_BY_CHARACTER = 1
_UTF8, _END_PAUSE = 1, 0x1000
_BUFFER_MS = 200


class _Id(ctypes.Union):
    _fields_ = (("number", c_int), ("name", c_char_p), ("string", c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", c_int),
        ("unique_identifier", c_uint),
        ("text_position", c_int),
        ("length", c_int),
        ("audio_position", c_int),
        ("sample", c_int),
        ("user_data", c_void_p),
        ("id", _Id),
    )


class _VoiceSpec(ctypes.Structure):
    # `languages` is a plain name when asking; in an answer, (priority byte, name, zero) for each, then a zero.
    _fields_ = (
        ("name", c_char_p),
        ("languages", c_void_p),
        ("identifier", c_char_p),
        ("gender", c_ubyte),
        ("age", c_ubyte),
        ("variant", c_ubyte),
        ("xx1", c_ubyte),
        ("score", c_int),
        ("spare", c_void_p),
    )


_CALLBACK = ctypes.CFUNCTYPE(c_int, POINTER(c_short), c_int, POINTER(_Event))


class _Library:
    """The library, loaded and started; it keeps its state in globals, so there is one in a process."""

    def __init__(self, path: str, data: str | None) -> None:
        self.functions = functions = ctypes.CDLL(path)
        functions.espeak_Initialize.argtypes = [c_int, c_int, c_char_p, c_int]
        functions.espeak_SetSynthCallback.argtypes = [_CALLBACK]
        functions.espeak_SetSynthCallback.restype = None
        functions.espeak_SetParameter.argtypes = [c_int, c_int, c_int]
        functions.espeak_SetVoiceByProperties.argtypes = [POINTER(_VoiceSpec)]
        functions.espeak_GetCurrentVoice.argtypes = []
        functions.espeak_GetCurrentVoice.restype = POINTER(_VoiceSpec)
        functions.espeak_Info.argtypes = [c_void_p]
        functions.espeak_Info.restype = c_char_p
        functions.espeak_Synth.argtypes = [
            c_char_p, c_size_t, c_uint, c_int, c_uint, c_uint, POINTER(c_uint), c_void_p,
        ]  # fmt: skip
        # The library opens its files by the system's own encoding of names.
        folder = data.encode("mbcs" if os.name == "nt" else "utf-8") if data else None
        self.rate: int = functions.espeak_Initialize(_SYNCHRONOUS, _BUFFER_MS, folder, _DO_NOT_EXIT)
        if self.rate <= 0:
            raise OSError(f"{path} did not start with the data in {data or 'its own folder'}")
        self.version: str = functions.espeak_Info(None).decode()


# The library is not thread-safe: this is held around every call of it.
_LOCK = threading.Lock()
_loaded: list[_Library] = []


def _library() -> _Library:
    if not _loaded:
        faults = []
        for path, data in _places():
            try:
                _loaded.append(_Library(path, data))
                break
            except (OSError, AttributeError) as fault:  # AttributeError: a library without these functions
                faults.append(str(fault))
        else:
            raise VoiceError("eSpeak NG cannot be used: " + ("; ".join(faults) or "it is not installed"))
    return _loaded[0]


def _places() -> Iterator[tuple[str, str | None]]:
    """The library and its data: the wheel's own, then the system's, which knows where its data is."""
    try:
        import espeakng_loader

        yield espeakng_loader.get_library_path(), espeakng_loader.get_data_path()
    except (ImportError, RuntimeError):
        pass
    from ctypes.util import find_library  # slow to import, and seldom needed

    if system := find_library("espeak-ng"):
        yield system, None


def _choose(functions: ctypes.CDLL, language: str) -> str:
    """Choose the voice by its language and make sure of it: the library's name for the voice.

    Asked for what it does not have, the library may report a failure and speak on in another voice.
    """
    wanted = language.lower().encode()
    name = ctypes.create_string_buffer(wanted)
    spec = _VoiceSpec(languages=ctypes.addressof(name))
    _check(functions.espeak_SetVoiceByProperties(ctypes.byref(spec)), f"choose a voice for {language}")
    voice = functions.espeak_GetCurrentVoice()
    if not voice or wanted not in _languages(voice.contents):
        raise VoiceError(f"eSpeak NG has no voice for {language}")
    return str(voice.contents.identifier.decode())


def _languages(voice: _VoiceSpec) -> list[bytes]:
    names = []
    place = voice.languages
    while place and ctypes.string_at(place, 1) != b"\0":
        names.append(ctypes.string_at(place + 1))
        place += len(names[-1]) + 2
    return names


def _check(status: int, what: str) -> None:
    if status != 0:
        raise VoiceError(f"eSpeak NG could not {what} (status {status})")

"""Settings in a file: read off the parsers, checked word by word, the nearest place wins."""

import os
import time
import tomllib
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from mockint.arguments import parser
from mockint.arguments.shared import positive, seconds
from mockint.errors import DiskError
from mockint.report.plain import plain
from mockint.settings import NOTHING, CommandLine, SettingsError, keys_of, read, settled
from mockint.settings.change import save, with_setting, without_setting
from mockint.settings.lines import keys as lines_of
from mockint.settings.written import SIZE, TOP, Written, checked
from tests.measured import Measured

PLACE = Path("settings.toml")


def small() -> ArgumentParser:
    """A command line of two commands, with an option of each kind."""
    top = ArgumentParser(prog="small")
    commands = top.add_subparsers(dest="command", required=True)
    hold = commands.add_parser("hold")
    hold.add_argument("bank", nargs="?", default="usual")
    hold.add_argument("-n", dest="count", type=positive, help="how many")
    hold.add_argument("--stage", action="append", default=[], help="only this stage")
    hold.add_argument("--mode", choices=("practice", "real"), default="practice")
    hold.add_argument("--silence", type=seconds)
    hold.add_argument("--recordings", type=Path)
    hold.add_argument("--engine", choices=("one", "two"), default="one")
    hold.add_argument("--model")
    hold.add_argument("--seed", type=int)
    hold.add_argument("--no-stop", action="store_true")
    hold.add_argument("--answers", nargs="+", type=Path)
    either = hold.add_mutually_exclusive_group()
    either.add_argument("--rehearse", action="store_true")
    either.add_argument("--or-rehearse", action="store_true")
    hold.add_argument("--plain", action="store_true")
    show = commands.add_parser("show")
    show.add_argument("--mode", choices=("real", "none"), default="none")
    show.add_argument("--plain", action="store_true")
    return top


def options(words: str, text: str = "", **environment: str) -> Namespace:
    """What the small command line takes for ``words`` with that file and those variables."""
    line = CommandLine(small())
    found = line.parse(words.split())
    said = {name: (name.upper(), value) for name, value in environment.items()}
    line.settle(found, checked(text, PLACE, line.keys), said)
    return found


def fault(text: str) -> str:
    """What is said about a file of the small command line's."""
    with pytest.raises(SettingsError) as raised:
        checked(text, PLACE, keys_of(small()))
    return str(raised.value)


def test_what_may_be_set_is_what_the_parsers_know_but_for_what_means_one_run() -> None:
    keys = keys_of(small())
    assert list(keys) == ["hold", "show"]
    assert list(keys["hold"]) == (
        "count stage mode silence recordings engine model no-stop or-rehearse plain".split()
    )
    assert list(keys["show"]) == ["mode", "plain"]


def test_the_real_command_line_has_the_settings_people_ask_for() -> None:
    there = set(keys_of(parser())["interview"])
    wanted = "voice rate microphone loudspeaker engine model mode silence thinking no-stop manual"
    assert there >= {*wanted.split(), "plain", "recordings", "count"}
    once = "seed answers resume rehearse json output open share delete yes unset path"
    for command, keys in keys_of(parser()).items():
        assert not keys.keys() & set(once.split()), command


def test_a_flag_added_today_is_a_setting_today() -> None:
    top = small()
    commands = next(each for each in top._actions if each.dest == "command")
    assert commands.choices is not None
    dict(commands.choices)["show"].add_argument("--columns", type=positive)
    line = CommandLine(top)
    found = line.parse(["show"])
    line.settle(found, checked("columns = 72", PLACE, line.keys), {})
    assert found.columns == 72


def test_without_a_file_everything_is_as_the_parser_alone_would_have_it() -> None:
    line = CommandLine(parser())
    for words in (
        "interview",
        "check",
        "report --share",
        "banks list",
        "banks",
        "doctor",
        "score x",
    ):
        found = line.parse(words.split())
        line.settle(found, NOTHING, {})
        assert vars(parser().parse_args(words.split())).items() <= vars(found).items(), words


def test_the_nearest_place_wins() -> None:
    text = 'silence = 4\nrecordings = "/top"\n[hold]\nsilence = 5\nrecordings = "/table"\n'
    assert options("hold").silence is None
    assert options("hold", "silence = 4").silence == 4.0
    assert options("hold", text).silence == 5.0
    assert options("hold --silence 6", text).silence == 6.0
    assert options("hold", text).recordings == Path("/table")
    assert options("hold", text, recordings="/variable").recordings == Path("/variable")
    assert options("hold --recordings /flag", text, recordings="/v").recordings == Path("/flag")


def test_a_table_speaks_to_its_command_alone_and_the_top_level_to_all() -> None:
    assert options("show", "plain = true").plain
    assert options("hold", "plain = true").plain
    assert options("hold", "[hold]\nplain = true").plain
    assert not options("show", "[hold]\nplain = true").plain


def test_a_switch_is_turned_off_for_once_and_a_double_negation_means_what_it_says() -> None:
    text = "plain = true\n[hold]\nno-stop = true"
    assert options("hold", text).no_stop
    assert not options("hold --stop", text).no_stop
    assert not options("hold --no-plain", text).plain
    assert options("hold --plain", "plain = false").plain
    assert "--no-plain" not in small().format_help()


def test_a_flag_that_may_be_repeated_takes_the_place_of_the_files_list() -> None:
    text = 'stage = ["opening", "closing"]'
    assert options("hold", text).stage == ["opening", "closing"]
    assert options("hold --stage general", text).stage == ["general"]
    assert options("hold", 'stage = "general"').stage == ["general"]
    assert options("hold").stage == []


def test_a_model_is_not_handed_to_an_engine_named_nearer_by() -> None:
    text = 'engine = "two"\nmodel = "large"\n'
    assert options("hold", text).model == "large"
    assert options("hold --engine one", text).model is None
    assert options("hold", f'{text}[hold]\nengine = "one"').model is None
    assert options("hold --engine one --model small", text).model == "small"


def test_a_flag_silences_what_could_not_be_typed_beside_it() -> None:
    text = "or-rehearse = true"
    assert options("hold", text).or_rehearse
    found = options("hold --rehearse", text)
    assert found.rehearse
    assert not found.or_rehearse


def test_a_home_folder_is_found_and_a_path_means_the_same_everywhere() -> None:
    assert options("hold", 'recordings = "~/talks"').recordings == Path.home() / "talks"
    assert "whole path" in fault('recordings = "talks"')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("silnce = 4", "settings.toml, line 1: silnce: there is no such setting, write 'silence'."),
        (
            "\n# a\nzzz = 4",
            "settings.toml, line 3: zzz: there is no such setting, `mockint config`",
        ),
        ("silence = 400", "line 1: silence: '400' is not a number from 0.5 to 60."),
        ("[hold]\nsilence = nan", "line 2: [hold] silence: that is no number to reckon with."),
        ("silence = inf", "line 1: silence: that is no number"),
        (f"silence = 0x{'f' * 9000}", "line 1: silence: that is no number"),
        ("count = 2.5", "line 1: count: '2.5' is not a whole number"),
        ("count = true", "line 1: count: write a text in quotes, or a number."),
        ("count = 2020-01-01", "line 1: count: write a text in quotes, or a number."),
        ("plain = 'yes'", "line 1: plain: write true or false, without quotes."),
        ("plain = 1", "line 1: plain: write true or false, without quotes."),
        ("engine = 'three'", "line 1: engine: write one of 'one', 'two'."),
        ("model = ['a']", "line 1: model: write a text in quotes, or a number."),
        ("stage = ['a', ['b']]", "line 1: stage: write a text in quotes, or a number."),
        ("model = ''", "line 1: model: it holds an invisible character, or nothing at all."),
        ('model = "\\u001b[2J"', "line 1: model: it holds an invisible character"),
        ('model = "\\u202e"', "line 1: model: it holds an invisible character"),
        (f"model = '{'x' * 1001}'", "line 1: model: it is longer than 1,000 characters."),
        (f"stage = {['a'] * 101}", "line 1: stage: these are more than 100."),
        (
            "seed = 4",
            "line 1: seed: this is no setting, it is typed on the command line each time.",
        ),
        ("bank = 'x'", "line 1: bank: there is no such setting"),
        ("[show]\nsilence = 4", "line 2: [show] silence: mockint show knows no such setting, it"),
        ("[shwo]\nplain = true", "line 1: [shwo] is no command, write 'show'."),
        ("[engine]\nplain = true", "line 1: [engine] is a setting and no command, write engine ="),
        ("hold = 3", "line 1: hold: this is a command, write [hold] on a line of its own."),
        ("[[hold]]\nplain = true", "line 1: hold: this is a command, write [hold]"),
        ("mode = 'practice'", "line 1: mode: write one of 'real', 'none'."),
        ("plain = true\nmodel = a", "settings.toml, line 2, is no TOML (Invalid value, column 9)"),
        ("plain = true\nplain = true", "line 2, is no TOML"),
        ("model = '''", "settings.toml, is no TOML"),
        (f"count = {'9' * 5000}", "settings.toml holds a number or a nesting beyond all bounds"),
        (f"model = {'[' * 50_000}", "settings.toml"),
        (
            f"# a\n{'a.' * 400_000}a = 1",
            "settings.toml, line 2, has more than 30 dots: take it out.",
        ),
    ],
)
def test_what_is_wrong_is_one_sentence_with_the_line_and_what_would_be_right(
    text: str, said: str
) -> None:
    sentence = fault(text)
    assert said in sentence
    assert len(sentence) < 300
    assert sentence.endswith(".")


def test_a_long_list_of_names_with_dots_is_taken_and_a_line_of_dots_in_a_comment() -> None:
    names = [f"Harbour {number} Inc." for number in range(60)]
    text = f"# {'.' * 70}\nstage = {names} # {'.' * 70}"
    assert options("hold", text).stage == names


def test_a_value_at_the_top_level_must_suit_every_command_that_takes_it() -> None:
    assert options("hold", "[hold]\nmode = 'practice'").mode == "practice"
    assert options("show", "mode = 'real'").mode == "real"


def test_a_name_that_steers_a_terminal_is_quoted() -> None:
    sentence = fault('"\\u001b[31mred\\u202e" = 3')
    assert plain(sentence) == sentence


BEGINNINGS = (
    "# a comment with = and [hold] and 'quotes",
    "",
    "   # another",
    "model = 'a # no comment' # a comment",
    'model = """\nengine = 3\n[show]\n\\""" still """',
    "model = '''\n''\nplain = true'''",
    "stage = [ # several\n  'a]', # a comment ]\n  \"b[\",\n]",
    "hold.silence = 4",
    "hold = {silence = 4, plain = true}",
)


@pytest.mark.parametrize("before", BEGINNINGS)
def test_the_line_of_a_key_is_found_behind_whatever_stands_before(before: str) -> None:
    text = f'{before}\n"count" = 3\n\n[show]\n# plain\n  plain = true\n'
    first = before.count("\n") + 2
    found = dict(lines_of(text))
    assert found[("count",)] == first
    assert found[("show",)] == first + 2
    assert found[("show", "plain")] == first + 4
    assert text.split("\n")[first - 1].startswith('"count"')
    if "hold" in before and not before.startswith("#"):
        assert found[("hold", "silence")] == 1


SIMPLE: dict[str, st.SearchStrategy[object]] = {
    "count": st.integers(1, 10_000),
    "stage": st.lists(st.text("abc é\"'\\#", min_size=1).filter(str.strip), max_size=3),
    "silence": st.floats(0.5, 60) | st.integers(1, 60),
    "engine": st.sampled_from(("one", "two")),
    "model": st.text("abc é\"'\\#[]={}", min_size=1).filter(str.strip),
    "no-stop": st.booleans(),
    "plain": st.booleans(),
}


@st.composite
def good_files(draw: st.DrawFn) -> str:
    """A file in which everything can be set: comments, tables in any order, quoted names."""
    lines = _lines(draw, draw(st.lists(st.sampled_from(sorted(SIMPLE)), unique=True)))
    for command, names in draw(st.permutations([("hold", sorted(SIMPLE)), ("show", ["plain"])])):
        if draw(st.booleans()):
            chosen = draw(st.lists(st.sampled_from(names), unique=True))
            lines += [f"[{command}]", *_lines(draw, chosen)]
    end = draw(st.sampled_from(("\n", "", "\n\n")))
    return draw(st.sampled_from(("\n", "\r\n"))).join(lines) + (end if lines else "")


def _lines(draw: st.DrawFn, names: list[str]) -> list[str]:
    lines = []
    for name in names:
        lines += draw(st.lists(st.sampled_from(("# mine", "", "  # [hold]")), max_size=1))
        key = name if draw(st.booleans()) else f'"{name}"'
        value = tomlkit.item(draw(SIMPLE[name])).as_string()
        lines.append(f"{key} = {value}{draw(st.sampled_from(('', ' # said')))}")
    return lines


@given(good_files(), st.sampled_from((TOP, "hold")), st.sampled_from(sorted(SIMPLE)), st.data())
def test_one_setting_changed_leaves_everything_else_as_it_stands(
    text: str, table: str, name: str, data: st.DataObject
) -> None:
    keys = keys_of(small())
    before = checked(text, PLACE, keys)
    value: Any = data.draw(SIMPLE[name])
    after = checked(with_setting(before, table, name, value), PLACE, keys)
    assert _without(after, table, name) == _without(before, table, name)
    assert after.tables[table][name] == value
    assert after.text.count("#") - str(value).count("#") >= text.count("#") - _hashes(
        before, table, name
    )
    again = checked(without_setting(after, table, name), PLACE, keys)
    assert _without(again, table, name) == _without(before, table, name)
    assert name not in again.tables.get(table, {})


def _without(written: Written, table: str, name: str) -> dict[str, dict[str, object]]:
    """What is set, but for one; a table in which nothing stands is none."""
    kept = {
        each: {key: raw for key, raw in values.items() if (each, key) != (table, name)}
        for each, values in written.tables.items()
    }
    return {each: values for each, values in kept.items() if values}


def _hashes(written: Written, table: str, name: str) -> int:
    return str(written.tables.get(table, {}).get(name, "")).count("#")


@given(good_files())
def test_every_setting_is_found_on_the_line_where_it_stands(text: str) -> None:
    written = checked(text, PLACE, keys_of(small()))
    lines = text.split("\n")
    for table, values in written.tables.items():
        for name in values:
            line = written.line(table, name)
            assert line is not None
            assert lines[line - 1].strip('" ').startswith(name)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab\x1b"), inner, max_size=3)
    ),
)
NAMES = st.sampled_from(["hold", "show", *SIMPLE, "seed", "recordings"]) | st.text("ab\x1b\u202e.")


@given(st.dictionaries(NAMES, VALUES.filter(lambda value: value is not None), max_size=4))
def test_whatever_a_file_says_is_taken_or_refused_in_a_sentence(values: dict[str, Any]) -> None:
    try:
        text = tomlkit.dumps(values)
        tomllib.loads(text)
    except Exception:  # None within a list: no TOML can be made of it
        return
    written, refused = _taken(text)
    assert refused is None or refused.startswith("settings.toml")
    for command in keys_of(small()).values():
        assert len(settled(command, written, {})) == len(command)


def _taken(text: str) -> tuple[Written, str | None]:
    """What a file says, or nothing, and why it was refused."""
    try:
        return checked(text, PLACE, keys_of(small())), None
    except SettingsError as error:
        return NOTHING, str(error)


@given(st.text() | st.text("[]=\"'#{}\n.ab1 "))
def test_whatever_stands_in_a_file_is_taken_or_refused_in_a_sentence(text: str) -> None:
    _, refused = _taken(text)
    assert refused is None or refused.startswith("settings.toml")


@given(st.binary(max_size=200))
def test_a_file_of_any_bytes_is_taken_or_refused(data: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "settings.toml"
        path.write_bytes(data)
        with suppress(SettingsError):
            assert read(path, keys_of(small())).text == data.decode("utf-8-sig")


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    keys = keys_of(small())
    path = tmp_path / "settings.toml"
    os.mkfifo(path)
    for why in ("no ordinary file", "a folder", "larger than 100 kB", "links", "not a directory"):
        with pytest.raises(SettingsError, match="(?i)" + why):
            read(path / "below" if why == "not a directory" else path, keys)
        if path.is_dir():
            path.rmdir()
            path.write_bytes(b"#" * (SIZE + 1))
        elif path.is_fifo():
            path.unlink()
            path.mkdir()
        elif path.is_symlink():
            path.unlink()
            path.touch()
        else:
            path.unlink()
            path.symlink_to(path)
    assert read(tmp_path / "missing", keys) == NOTHING
    assert read(Path(os.devnull), keys) == NOTHING


def test_a_file_is_replaced_whole_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.toml"
    save(path, "plain = true\n")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    first = path.stat().st_ino
    save(path, "plain = false\n")
    assert path.stat().st_ino != first
    assert [each.name for each in path.parent.iterdir()] == ["settings.toml"]


def test_a_link_to_a_file_elsewhere_leads_on(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("plain = true\n")
    link = tmp_path / "settings.toml"
    link.symlink_to("mine")
    save(link, "plain = false\n")
    assert link.is_symlink()
    assert (tmp_path / "mine").read_text() == "plain = false\n"


def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    os.mkfifo(path)
    with pytest.raises(DiskError, match="no ordinary file"):
        save(path, "")
    assert path.is_fifo()
    with pytest.raises(DiskError, match="MOCKINT_SETTINGS"):
        save(tmp_path / "settings.toml" / "below", "")


def test_a_comment_behind_a_changed_value_stays() -> None:
    text = '# mine\nmodel = "a"  # the large one\n\n[hold] # held\nplain = true # so\n'
    before = checked(text, PLACE, keys_of(small()))
    assert with_setting(before, TOP, "model", "b") == text.replace('"a"', '"b"')
    assert with_setting(before, "hold", "plain", False) == text.replace("true", "false")
    assert without_setting(before, TOP, "model") == text.replace(text.split("\n")[1] + "\n", "")


def test_settings_of_every_kind_are_read_in_a_few_milliseconds(
    tmp_path: Path, measured: Measured
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('voice = "en-gb"\nrate = 150\n[interview]\ncount = 7\nstage = ["general"]\n')
    line = CommandLine(parser())
    found = line.parse(["interview"])

    def once() -> float:
        begun = time.perf_counter()
        line.settle(Namespace(**vars(found)), read(path, line.keys), {})
        return (time.perf_counter() - begun) * 1000

    once()
    quickest = min(once() for _ in range(20))
    measured(f"settings: a file is read, checked and settled in {quickest:.2f} ms")
    assert quickest < 5

// What an editor makes of `mentorflow schema`, in the language server that VS Code uses.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Editor } from "./editor.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const COMMAND = (process.env.MENTORFLOW ?? "mentorflow").split(" ");
const WORKFLOWS = rulesIn("workflows");
const FIXTURES = rulesIn("tests/fixtures/ok");
const PAIR = path.join(ROOT, "tests/node/pair.yaml");
const RULES = readFileSync(PAIR, "utf8");

let folder;
let editor;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "mentorflow-"));
  for (const file of ["", PAIR, ...WORKFLOWS, ...FIXTURES]) mentorflow("schema", ...(file ? [file] : []));
  editor = await Editor.open(folder);
});

after(async () => {
  await editor?.close();
  rmSync(folder, { recursive: true, force: true });
});

function rulesIn(name) {
  const names = readdirSync(path.join(ROOT, name)).filter((each) => /^[^.]+\.yaml$/.test(each));
  return names.sort().map((each) => path.join(ROOT, name, each));
}

// The schema of a file, or of any file, as a file in the folder.
function mentorflow(command, ...files) {
  const [program, ...words] = COMMAND;
  const text = execFileSync(program, [...words, command, ...files], { encoding: "utf8", maxBuffer: 1 << 26 });
  writeFileSync(path.join(folder, schemaOf(files[0])), text);
}

function schemaOf(file) {
  return file === undefined ? "any.json" : `${path.basename(file, ".yaml")}.json`;
}

function said(schema, text) {
  return `# yaml-language-server: $schema=${schema}\n${text}`;
}

function at(name) {
  return path.join(folder, `${name}.yaml`);
}

// The pair with one piece changed; the change may hold the bar where the cursor is.
function changed(from, to) {
  assert.equal(RULES.split(from).length, 2, `stands exactly once: ${from}`);
  return said("pair.json", RULES.replace(from, () => to));
}

async function labels(from, to) {
  return (await editor.offered(at("typed"), changed(from, to))).map(({ label }) => label);
}

for (const file of [PAIR, ...WORKFLOWS, ...FIXTURES]) {
  test(`nothing is wrong in ${path.basename(file)}, with its names or without`, async () => {
    const text = readFileSync(file, "utf8");
    for (const schema of [schemaOf(file), "any.json", "two-meetings.json"]) {
      assert.deepEqual(await editor.problems(at("whole"), said(schema, text)), []);
    }
  });
}

test("nothing is wrong either in an editor that is set to older YAML, where yes and no are no texts", async () => {
  const older = await Editor.open(folder, { yamlVersion: "1.1" });
  for (const file of [...WORKFLOWS, ...FIXTURES]) {
    assert.deepEqual(await older.problems(at("older"), said(schemaOf(file), readFileSync(file, "utf8"))), []);
  }
  await older.close();
});

// What stands there, what somebody types instead, with the mistake in the last line, and what is said.
const MISTAKES = {
  "a mistyped key": ["        must: [", "        musst: [", "Property musst is not allowed."],
  "a mistyped key of the file": ["\nstart:", "\nstarts:", "Property starts is not allowed."],
  "a mistyped mark": ["        late: {", "        latte: {", "Property latte is not allowed."],
  "a word that is none of the few": ["    clocks: stopped", "    clocks: stop", "Write 'stopped'."],
  "neither yes nor no": ["    living: yes", "    living: always", "Write 'yes' or 'no'."],
  "keys where names stand": [
    "    tell: mentee",
    "    tell: {mentee: yes}",
    "Put one name, or several in [ ] there.",
  ],
  "a text where names with texts stand": [
    "    when_complete:\n      review: after_review",
    "    when_complete: after_review",
    "Put lines of the form 'name: text' there.",
  ],
  "a number where keys stand": ["  resting:\n", "  idle: 3\n  resting:\n", "Put keys on lines of their own there."],
  "a list where a text stands": ["\ntitle: A pair", "\ntitle: [A, pair]", "Put one text there."],
};

for (const [what, [from, to, message]] of Object.entries(MISTAKES)) {
  test(`${what} is found in its line, once`, async () => {
    const text = changed(from, to);
    const line = text.slice(0, text.indexOf(to.trim())).split("\n").length;
    const found = (await editor.problems(at("wrong"), text)).filter((each) => !each.message.startsWith("Missing"));
    assert.deepEqual(found, [{ line, message }]);
  });
}

test("a key that is missing is found", async () => {
  const found = await editor.problems(at("wrong"), changed("timezone: Europe/Berlin\n", ""));
  assert.deepEqual(found.map(({ message }) => message), ['Missing property "timezone".']);
});

test("a name that was added after the schema was made is no mistake", async () => {
  const added = changed("  resting:\n", "  idle:\n    moves: {go_on: {by: mentee, to: idle}}\n  resting:\n");
  assert.deepEqual(await editor.problems(at("added"), added), []);
});

test("the keys of a move that are not there yet are offered", async () => {
  const keys = await labels("        must: [", "        |\n        must: [");
  for (const key of ["should", "override", "asks", "effect"]) assert.ok(keys.includes(key), key);
  for (const key of ["must", "by", "fields", "within"]) assert.ok(!keys.includes(key), key);
});

// What stands there, the same with a bar where the cursor is, and what is offered.
const STATES = ["asked", "matched", "resting", "over"];
const PEOPLE = ["mentee", "mentor", "coordinator"];
const CONDITIONS = ["has_room", "report_is_there", "trusting"];
const OFFERED = {
  "states, tables and words behind 'to'": ["        to: back", "        to: |", [...STATES, "after_review", "stay", "back"]],
  "states behind 'to' in a row": ["to: stay", "to: |", [...STATES, "stay"]],
  "forms behind 'when_complete'": ["      review: after_review", "      |", ["review", "notes"]],
  "states and tables behind a form": ["      review: after_review", "      review: |", [...STATES, "after_review"]],
  "conditions behind 'must'": ["must: [has_room, report_is_there]", "must: |", CONDITIONS],
  "conditions in brackets": ["must: [has_room, report_is_there]", "must: [has_room, |]", CONDITIONS],
  "conditions below a dash": ["must: [has_room, report_is_there]", "must:\n          - |", CONDITIONS],
  "conditions in a row": ["if: {trusting: no}", "if: {tru|}", CONDITIONS],
  "yes and no in a row": ["if: {trusting: no}", "if: {trusting: |}", ["yes", "no"]],
  "who acts": ["        by: mentor", "        by: |", [...PEOPLE, "either partner", "each partner"]],
  "who is told": ["      tell: other partner", "      tell: |", [...PEOPLE, "each partner", "other partner"]],
  "who opens": ["    opened_by: nobody\n    open_from", "    opened_by: |\n    open_from", [...PEOPLE, "either partner", "nobody"]],
  "limits that are lengths": ["within: answer_within", "within: |", ["answer_within", "90 days", "48 hours"]],
  "bounds": ["{fewer_than: seats}", "{fewer_than: |}", ["answer_within", "seats", "review.mood"]],
  "answers of a fact": ["    report: there", "    report: |", ["missing", "there"]],
  "choices that can be included": ["{include: distance}", "{include: |}", ["trust", "distance", "anything"]],
  "what a condition can read": ["    report: there", "    |", ["mentees", "report", "review", "review.mood"]],
  "the few words of the notation": ["    clocks: stopped", "    clocks: |", ["stopped"]],
  "a mark": ["        late: {remind: mentor}", "        |", ["late", "counted_from"]],
  "a new state, drafted": ["  resting:\n", "  |\n  resting:\n", ["a state with moves", "a state with when_complete"]],
  "a new question, drafted": ["      strain:\n", "      |\n      strain:\n", ["a question with text"]],
};

for (const [what, [from, to, wanted]] of Object.entries(OFFERED)) {
  test(`offered: ${what}`, async () => {
    const offers = await labels(from, to);
    assert.deepEqual(wanted.filter((each) => !offers.includes(each)), [], `offered: ${offers}`);
  });
}

test("a name is offered only where it can stand", async () => {
  const offers = await labels("        to: back", "        to: |");
  for (const other of ["review", "mentee", "has_room", "true", "null"]) assert.ok(!offers.includes(other), other);
});

test("what is offered says what it is", async () => {
  const offers = await editor.offered(at("typed"), changed("must: [has_room, report_is_there]", "must: |"));
  assert.deepEqual(offers.slice(0, 1), [{ label: "has_room", text: "has_room", help: "a condition: has room" }]);
});

test("a draft begins a whole thing with places to type", async () => {
  const offers = await editor.offered(at("typed"), changed("  resting:\n", "  |\n  resting:\n"));
  assert.equal(
    offers.find(({ label }) => label === "a state with moves").text,
    "${1:name}:\n  moves:\n    ${2:name}:\n      by: ${3:role}\n      to: ${4:state}",
  );
});

test("a key that is chosen gets its colon, and quotes where a sentence stands", async () => {
  const offers = await editor.offered(at("typed"), changed("        must: [", "        |\n        must: ["));
  const text = Object.fromEntries(offers.map((each) => [each.label, each.text]));
  assert.deepEqual([text.should, text.title, text.asks], ["should: ", 'title: "$1"', "asks:\n  "]);
});

test("the help of a key is told where the mouse rests on it", async () => {
  const help = await editor.told(at("typed"), changed("        must: [", "        mu|st: ["));
  assert.match(help, /^#### A move\n\nThe move is refused unless these conditions hold\./);
  assert.match(help, /Takes: the name of a condition, or several in `\[ \]`\./);
});

test("a rule file that is only begun is helped as well", async () => {
  const offers = await editor.offered(at("new"), said("any.json", "format: mentorflow/1\n|\n"));
  const keys = offers.map(({ label }) => label);
  for (const key of ["workflow", "version", "roles", "states"]) assert.ok(keys.includes(key), key);
});

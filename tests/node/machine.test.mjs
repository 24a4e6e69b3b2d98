// What XState makes of `mentorflow export`: every step of every life comes out as mentorflow decided it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import * as xstate from "xstate";
import { implementations, SAID } from "../../src/mentorflow/tools/export/xstate.mjs";

const PYTHON = (process.env.PYTHON ?? "python3").split(" ");
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SHIPPED = ["five-steps", "mentoring-connection", "seven-steps", "three-part-plan", "two-meetings"];
// Small workflows, dense with what is easy to get wrong.
const DENSE = ["asking", "counting", "moving", "review"];

let told;

// For each workflow its machine, and lives with what mentorflow decided in every step.
before(() => {
  const [program, ...words] = PYTHON;
  told = JSON.parse(execFileSync(program, [...words, "-m", "tests.node.lives"], { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 29 }));
});

// One life in a machine: for each step what came of it.
function* lived(machine, life) {
  const actor = xstate.createActor(machine);
  let said = {};
  for (const type of SAID) actor.on(type, (one) => (said[type] ??= []).push(one));
  actor.subscribe({ error: (error) => (said.error = error) });
  actor.start();
  for (const { event } of life) {
    said = {};
    const allowed = actor.getSnapshot().can(event);
    actor.send(event);
    yield { allowed, state: actor.getSnapshot().value, ...said };
  }
}

function made(config) {
  return xstate.createMachine(config, implementations(config, xstate));
}

function to(notices = []) {
  return [...new Set(notices.flatMap(({ to, about }) => to.map((person) => `${person}: ${about}`)))].sort();
}

function names(notices = [], key) {
  return [...new Set(notices.map((one) => one[key]))].sort();
}

// What a machine says otherwise than mentorflow did, in the first step of a life in which it does.
function difference(machine, life) {
  let number = 0;
  for (const one of lived(machine, life)) {
    const { event, remind, ...wanted } = life[number];
    const reminded = to(one.remind);
    const said = {
      allowed: one.allowed,
      state: one.state,
      tell: to(one.tell),
      effect: names(one.effect, "name"),
      advice: names(one.advice, "condition"),
    };
    const same = !one.error && remind.every((notice) => reminded.includes(notice)) && isDeepStrictEqual(said, wanted);
    if (!same) return { number, event, wanted, remind, said: { ...said, reminded, error: one.error } };
    number += 1;
  }
  return undefined;
}

function differs({ config, lives }) {
  const machine = made(config);
  return lives.some((life) => difference(machine, life) !== undefined);
}

for (const name of [...SHIPPED, ...DENSE]) {
  test(`${name}: the machine agrees in every step`, (t) => {
    const { config, lives } = told[name];
    const steps = lives.flat();
    const refused = steps.filter(({ allowed }) => !allowed);
    assert.ok(steps.length > 500 && refused.length > 300, `${steps.length} steps, ${refused.length} refused`);
    const machine = made(config);
    for (const life of lives) assert.equal(difference(machine, life), undefined);
    t.diagnostic(`${lives.length} lives, ${steps.length} steps, ${refused.length} of them refused`);
  });
}

for (const name of SHIPPED) {
  test(`${name}: one entry of a table the other way round is found`, () => {
    const { config, lives } = told[name];
    const unnoticed = Object.keys(config.meta.tables).filter((table) => {
      const { length } = config.meta.tables[table].table;
      return ![...Array(length).keys()].some((place) => differs({ config: flipped(config, table, place), lives }));
    });
    assert.deepEqual(unnoticed, []);
  });
}

function flipped(config, name, place) {
  const anew = structuredClone(config);
  const { table } = anew.meta.tables[name];
  anew.meta.tables[name].table = table.slice(0, place) + (table[place] === "1" ? "0" : "1") + table.slice(place + 1);
  return anew;
}

test("what the host does not say is an error, not a no", () => {
  const { config } = told["mentoring-connection"];
  const actor = xstate.createActor(made(config));
  let said;
  actor.subscribe({ error: (error) => (said = error.message) });
  actor.start();
  actor.send({ type: "start.request", by: "ana", people: { mentee: ["ana"], mentor: ["raj"] } });
  assert.match(said, /the event does not say: mentor_availability/);
});

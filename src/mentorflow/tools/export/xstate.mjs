// The one piece of code behind every machine that `mentorflow export` writes: one guard and six actions for XState v5.
// It knows no workflow: what it looks up and what it changes stands in the machine, as data.
//
//   import * as xstate from "xstate";
//   import { implementations } from "./xstate.mjs";
//   const actor = xstate.createActor(xstate.createMachine(config, implementations(config, xstate)));
//
// What is to be told or done outside is emitted: actor.on("tell", ...), and so on for each of SAID.

export const SAID = ["tell", "remind", "effect", "advice", "request"];

export function implementations(config, { assign, enqueueActions }) {
  const { tables } = config.meta;
  // What an earlier step left behind is no matter of this one, unless it goes on.
  const fresh = (context) => ({ ...context, step: {} });
  const guards = {
    table: ({ context, event }, lookup) => {
      const after = lookup.goes_on === true;
      return holds(lookup, { tables, context: after ? context : fresh(context), event, after });
    },
  };
  const actions = {
    assign: assign(({ context, event }, { set }) => changed(set, { tables, context, event })),
  };
  for (const type of SAID) {
    actions[type] = enqueueActions(({ context, event, enqueue }, { to, unless, when, ...said }) => {
      const now = { tables, context, event };
      if ((unless && holds(unless, now)) || (when && !holds(when, { ...now, after: true }))) return;
      enqueue.emit({ type, about: context.step.about, ...said, ...(to && { to: people(to, now) }) });
    });
  }
  return { guards, actions };
}

// --- lookups: every reading answers a class; the classes count like the digits of a number, and the table has it ------
function holds(lookup, now) {
  let place = 0;
  for (const read of lookup.reads) {
    const [found, classes] = classOf(read, now);
    place = place * classes + found;
  }
  return lookup.table[place] === "1";
}

function classOf(read, then) {
  const now = read.sheet ? { ...then, hand: sheetOf(...read.sheet, then) } : then;
  const yes = (is) => [is ? 1 : 0, 2];
  if (read.lookup) return yes(holds(read.lookup, { ...now, ...(read.after && afterwards(read.after, now)) }));
  if (read.table) return yes(holds(now.tables[read.table], now));
  if (read.sum) return [read.sum.filter((each) => holds(each, now)).length, read.sum.length + 1];
  if (read.by) return yes(read.by.some((role) => holders(role, now).includes(now.event.by)));
  if (read.every) return yes(all(read.every, now).length > 0 && all(read.every, now).every(theirs(read, now)));
  if (read.some) return yes(all(read.some, now).some(theirs(read, now)));
  if (read.sheets) return yes(formOf(read.sheets, now).sheets.some((hand) => holds(read.of, { ...now, hand })));
  if (read.list) return yes(listed(read, at(read.list, now) ?? [], now));
  return cut(read, at(read.value, now), now);
}

const theirs = (read, now) => (person) => holds(read.of, { ...now, person });

// Whether a list holds the person who acts, somebody else, or everybody else in some roles.
function listed({ has, roles }, list, now) {
  const { by } = now.event;
  if (has === "the actor") return list.includes(by);
  if (has === "another") return list.some((person) => person !== by);
  if (has === "anybody") return list.length > 0;
  return all(roles, now).every((person) => person === by || list.includes(person));
}

// The class of a value; the last one is for a value that is not there.
function cut({ steps, words, among, than }, value, now) {
  const other = than && at(than, now);
  const missing = value === undefined || value === null || (than && (other === undefined || other === null));
  if (than) return [missing ? 3 : value < other ? 0 : value > other ? 2 : 1, 4];
  if (steps) return [missing ? steps.length + 1 : steps.filter((step) => step <= value).length, steps.length + 2];
  if (among) return [missing ? among.length + 1 : among.filter((one) => value.includes(one)).length, among.length + 2];
  const found = words.indexOf(value);
  return [missing ? words.length + 1 : found < 0 ? words.length : found, words.length + 2];
}

// --- where values stand ---------------------------------------------------------------------------------------------
function at(path, now) {
  const [root, ...rest] = path;
  if (root === "fact") return told(now.event.facts?.[rest[0]], rest[0]);
  if (root === "asked") return told(asked(rest[0], now), rest[0]);
  if (root === "form") return formOf(rest[0], now)[rest[1]];
  if (root === "sheet") return sheetOf(rest[0], rest[1], now) !== undefined;
  if (root === "answer") return sheetOf(rest[0], rest[1], now)?.answers[rest[2]];
  return rest.reduce((value, key) => value?.[key], now[root]);
}

// What the host was asked: of the sheet in hand, with the act done, or before it.
function asked(name, { hand, after, event }) {
  return hand?.asked?.[name] ?? (after ? event.afterwards?.[name] : undefined) ?? event.asked?.[name];
}

function told(value, name) {
  if (value === undefined) throw new Error(`the event does not say: ${name}`);
  return value;
}

// A form as the event says it stands; one that this very step asks anew is empty again.
function formOf(name, { context, event }) {
  const there = context.step?.anew?.[name] ? undefined : event.forms?.[name];
  return { complete: false, sheets: [], ...there };
}

function sheetOf(form, whose, now) {
  if (whose === "hand") return now.hand;
  const { sheets } = formOf(form, now);
  return whose === "copy" ? sheets[0] : sheets.find(({ person }) => person === now.person);
}

function holders(role, { context, event }) {
  return context.people[role] ?? event.people?.[role] ?? [];
}

function all(roles, now) {
  return [...new Set(roles.flatMap((role) => holders(role, now)))];
}

function people({ roles = [], others = [] }, now) {
  const rest = all(others, now).filter((person) => person !== now.event.by);
  return [...new Set([...all(roles, now), ...rest])];
}

// --- changes of the context ---------------------------------------------------------------------------------------------
function changed(set, now) {
  return set.reduce((context, change) => put(context, change.at, next(change, { ...now, context })), now.context);
}

function afterwards(set, now) {
  return { context: changed(set, now), after: true };
}

function next(change, now) {
  const old = at(["context", ...change.at], now);
  if (change.if && !holds(change.if, now)) return old;
  const from = change.from && at(change.from, now);
  if ("add" in change) return (old ?? 0) + change.add;
  if (change.how === "append") return [...(old ?? []), from];
  if (change.how === "merge") return { ...old, ...from };
  if (change.how === "before") return [from, ...at(change.list, now)];
  if (change.how === "rest") return at(change.list, now).slice(1);
  return change.from ? from : change.to;
}

function put(value, [key, ...rest], last) {
  return { ...value, [key]: rest.length ? put(value?.[key], rest, last) : last };
}

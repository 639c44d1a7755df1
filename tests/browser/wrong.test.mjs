// What is called wrongly is an error in words, for every function that the package has.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import * as ia from "../../ia-wasm/js/node.js";

const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
const names = ia.functions().map(camel);

/** The error in words: a stable code, a message, nothing of the value. */
function error(run) {
  let thrown;
  try {
    run();
  } catch (failure) {
    thrown = failure;
  }
  assert.ok(thrown instanceof ia.IaError, `${thrown}`);
  assert.match(thrown.code, /^[a-z_]+$/);
  assert.ok(thrown.problems.length > 0 && thrown.problems.every(({ message }) => message !== ""));
  assert.equal(thrown.cause, undefined);
  assert.ok(!/Kari|undefined|wasm/.test(thrown.message), thrown.message);
  return thrown;
}

test("a call without arguments is answered, or says which keys must be there", () => {
  assert.ok(names.length >= 25);
  let answered = 0;
  for (const name of names) {
    let answer;
    try {
      answer = ia[name]();
    } catch {
      const found = error(() => ia[name]());
      assert.ok(found.problems.every(({ code, path }) => code === "missing_key" && /^\/[a-z_]+$/.test(path)), name);
      continue;
    }
    assert.deepEqual(answer, ia[name]({}), name);
    answered += 1;
  }
  assert.ok(answered > 0 && answered < names.length);
});

test("what is no object is refused by its type", () => {
  for (const name of names) {
    for (const value of [null, "Kari", '{"record":{}}', 7, true, [], [{}]]) {
      assert.equal(error(() => ia[name](value)).code, "wrong_type", name);
    }
  }
});

test("what JSON cannot hold is refused in words", () => {
  const round = {};
  round.Kari = round;
  let deep = {};
  for (let nth = 0; nth < 100_000; nth += 1) deep = { deep };
  const throwing = { toJSON: () => { throw new Error("Kari"); } };
  for (const name of names) {
    for (const value of [round, { record: round }, throwing, { record: throwing }, deep]) {
      assert.equal(error(() => ia[name](value)).code, "not_json", name);
    }
  }
});

/** Values that `JSON.stringify` leaves out, turns into `null` or `{}`, or gives up on. */
const noFacts = [
  NaN, Infinity, -Infinity, Object(NaN), new Date(NaN), 1n, Object(1n), () => "Kari", Symbol("Kari"), Object(Symbol("Kari")),
  new Map([["Kari", 1]]), new Set(["Kari"]), new WeakMap(), /Kari/, new Error("Kari"), new Uint8Array(2), new ArrayBuffer(2),
  Promise.resolve("Kari"), { toJSON: () => undefined }, { toJSON: () => null }, { toJSON: () => NaN }, { [Symbol("Kari")]: 1 },
];

test("no value is left out because JSON has no word for it", () => {
  const certificate = { from: "2026-03-01", to: "2026-06-30", grade: 100 };
  const absence = { id: "c-1", person: "p-1", from: "2026-03-01", certificates: [certificate], plans: [], exceptions: [] };
  const workplace = { headcount: [{ from: "2026-01-01", employees: 40 }], sector: "municipal" };
  const record = { covers: { from: "2026-01-01", to: "2026-06-30" }, workplace, absences: [absence] };
  const request = { record, as_of: "2026-06-30", lang: "en", role: "employer", options: { promptly_days: 1 } };
  assert.ok(ia.assess(request).findings.length > 0);
  /** Every place in a value, as its keys. */
  const places = (value, way = []) => [
    way,
    ...(typeof value === "object" ? Object.keys(value).flatMap((key) => places(value[key], [...way, key])) : []),
  ];
  const withValue = (way, value) => {
    if (way.length === 0) return value;
    const copy = structuredClone(request);
    way.slice(0, -1).reduce((inner, key) => inner[key], copy)[way.at(-1)] = value;
    return copy;
  };
  let tried = 0;
  for (const way of places(request)) {
    for (const value of noFacts) {
      const found = error(() => ia.assess(withValue(way, value)));
      const expected = way.length === 0 ? "" : `/${way.join("/")}`;
      assert.deepEqual([found.code, found.path], ["wrong_type", expected], expected);
      tried += 1;
    }
  }
  assert.equal(tried, 28 * noFacts.length);
});

test("what JSON has a word for is given on", () => {
  const grade = (value) => {
    const events = [{ id: "e-1", from: "2026-06-01", to: "2026-06-20", kind: "certificate", employer: "o-1", grade: value }];
    return ia.cases({ as_of: "2026-06-30", events });
  };
  for (const value of [60.0, Object(60), { toJSON: () => 60 }]) assert.deepEqual(grade(value), grade(60));
  assert.deepEqual(grade(undefined), grade());
  assert.deepEqual(grade(null), grade());
  const at = { as_of: Object("2026-06-30"), events: [], extra: undefined };
  assert.deepEqual(ia.cases(at), ia.cases({ as_of: "2026-06-30", events: [] }));
  assert.equal(error(() => ia.cases({ as_of: "2026-06-30", events: [undefined] })).path, "/events/0");
  // eslint-disable-next-line no-sparse-arrays
  assert.equal(error(() => ia.cases({ as_of: "2026-06-30", events: [,] })).path, "/events/0");
});

test("a value becomes no key beside it", () => {
  const glued = '{},"role":"employer","options":{"promptly_days":1}';
  for (const record of [glued, { toJSON: () => glued }]) {
    const found = error(() => ia.assess({ record, as_of: "2026-11-22" }));
    assert.deepEqual(found.problems.map(({ code, path }) => [code, path]), [["wrong_type", "/record"]]);
  }
});

test("the function by name says what it expects", () => {
  for (const given of [[], ["check"], [undefined, "{}"], ["check", {}], ["check", null], [7, "{}"]]) {
    assert.equal(error(() => ia.call(...given)).code, "wrong_type");
  }
  assert.equal(error(() => ia.call("no_such_function", "{}")).code, "unknown_code");
  assert.equal(error(() => ia.call("", "{}")).code, "unknown_code");
});

test("before the module is loaded every function says so", () => {
  const web = JSON.stringify(new URL("../../ia-wasm/js/web.js", import.meta.url).href);
  const wasm = JSON.stringify(new URL("../../ia-wasm/pkg/ia_wasm_bg.wasm", import.meta.url).pathname);
  const code = `
    import assert from "node:assert/strict";
    import { readFileSync } from "node:fs";
    import * as ia from ${web};
    const others = ["IaError", "load"];
    const names = Object.keys(ia).filter((name) => !others.includes(name));
    const isNotLoaded = (error) => error instanceof ia.IaError && error.code === "not_loaded" && /load/.test(error.message);
    for (const name of names) for (const given of [[], [{}], [null], ["check", "{}"]]) assert.throws(() => ia[name](...given), isNotLoaded, name);
    await assert.rejects(ia.load(new Uint8Array([1, 2, 3])));
    assert.throws(() => ia.version(), isNotLoaded);
    assert.equal(await ia.load(readFileSync(${wasm})), undefined);
    assert.equal(ia.version().law_read_to.length, 10);
    console.log(names.length);`;
  const done = spawnSync(process.execPath, ["--input-type=module", "--eval", code], { encoding: "utf8" });
  assert.equal(done.status, 0, done.stderr);
  assert.equal(Number(done.stdout), names.length + 2);
});

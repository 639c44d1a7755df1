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
    for (const value of [round, { record: round }, { record: 1n }, throwing, deep, () => "Kari", Symbol("Kari")]) {
      assert.equal(error(() => ia[name](value)).code, "not_json", name);
    }
  }
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

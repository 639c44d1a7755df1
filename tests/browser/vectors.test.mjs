// JavaScript gives the same answers as Rust, to the byte.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import * as ia from "../../ia-wasm/js/node.js";

const root = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");
const record = (name) => JSON.parse(read(`tests/data/${name}.json`));

function withRecords(value) {
  if (Array.isArray(value)) return value.map(withRecords);
  if (value === null || typeof value !== "object") return value;
  if ("$record" in value) return record(value.$record);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withRecords(inner)]));
}

const isTable = (value) => value !== null && typeof value === "object";

/** A pointer into an answer; a norm's id finds the first entry of that norm. Undefined if it leads nowhere. */
function at(answer, pointer) {
  let place = answer;
  for (const part of pointer.split("/").slice(1)) {
    if (Array.isArray(place)) {
      place = /^\d+$/.test(part) && Number(part) < place.length
        ? place[Number(part)]
        : place.find((entry) => entry?.norm === part || entry?.id === part || entry?.milestone === part);
    } else {
      place = isTable(place) && Object.hasOwn(place, part) ? place[part] : undefined;
    }
  }
  return place;
}

const KEYS = ["name", "function", "request", "expect", "fails", "expect_absent", "expect_text", "expect_no_text"];

/** What is wrong with an answer, by the same rules as in tests/rust/vectors.rs. */
function wrong(vector, answer) {
  const found = Object.keys(vector).filter((key) => !KEYS.includes(key)).map((key) => `unknown key ${key}`);
  const values = Object.entries({ ...vector.expect, ...vector.fails });
  const absent = vector.expect_absent ?? [];
  const parts = ["expect_text", "expect_no_text"].flatMap((key) =>
    Object.entries(vector[key] ?? {}).flatMap(([pointer, listed]) =>
      listed.map((part) => ({ pointer, part, wanted: key === "expect_text" }))));
  for (const [pointer, value] of values) {
    if (!isDeepStrictEqual(at(answer, pointer), value)) found.push(`${pointer}: expected ${JSON.stringify(value)}`);
  }
  for (const pointer of absent) {
    const before = at(answer, pointer.slice(0, pointer.lastIndexOf("/")));
    if (!isTable(before) || at(answer, pointer) !== undefined) found.push(`${pointer}: expected nothing there`);
  }
  for (const { pointer, part, wanted } of parts) {
    const text = at(answer, pointer);
    if (typeof text !== "string" || part === "" || text.includes(part) !== wanted) found.push(`${pointer}: ${part}`);
  }
  if (("expect" in vector) === ("fails" in vector)) found.push("expect or fails, one of them");
  if (values.length + absent.length + parts.length === 0) found.push("it expects nothing");
  return found;
}

test("every vector holds and has the agreed bytes", () => {
  const agreed = JSON.parse(read("tests/vectors/digests.json"));
  const files = readdirSync(new URL("tests/vectors/", root)).filter((file) => file.endsWith(".json") && file !== "digests.json");
  let ran = 0;
  for (const file of files.sort()) {
    for (const vector of JSON.parse(read(`tests/vectors/${file}`))) {
      const request = JSON.stringify(withRecords(vector.request));
      let text;
      let fails = false;
      try {
        text = ia.call(vector.function, request);
      } catch (failure) {
        text = failure;
        fails = true;
      }
      assert.equal(fails, "fails" in vector, `${vector.name}: ${text}`);
      assert.equal(createHash("sha256").update(text).digest("hex"), agreed[vector.name], vector.name);
      assert.deepEqual(wrong(vector, JSON.parse(text)), [], vector.name);
      ran += 1;
    }
  }
  assert.equal(ran, Object.keys(agreed).length);
  assert.ok(ran > 3000);
});

test("a vector that checks nothing or the wrong place is wrong", () => {
  const answer = { a: [{ norm: "x", due: null }], text: "one two" };
  const right = [
    { expect: { "/a/x/due": null, "/a/0/norm": "x" } },
    { expect: {}, expect_absent: ["/b", "/a/1", "/a/y", "/a/x/next"] },
    { expect: {}, expect_text: { "/text": ["one", "two"] }, expect_no_text: { "/text": ["three"] } },
  ];
  for (const vector of right) assert.deepEqual(wrong(vector, answer), [], JSON.stringify(vector));
  const wrongs = [
    { expect: { "/a/x/next": null } },
    { expect: { "/b": null } },
    { expect: { "/a/0/norm": "y" } },
    { expect: {} },
    { expect_absent: ["/b"] },
    { expect: {}, expect_absent: ["/a"] },
    { expect: {}, expect_absent: ["/a/x/due"] },
    { expect: {}, expect_absent: ["/b/c"] },
    { expect: {}, expect_text: { "/b": ["one"] } },
    { expect: {}, expect_no_text: { "/b": ["one"] } },
    { expect: { "/a/0/norm": "x" }, expect_absnt: ["/a"] },
  ];
  for (const vector of wrongs) assert.notDeepEqual(wrong(vector, answer), [], JSON.stringify(vector));
});

test("every function of the library is there by its name", () => {
  const others = ["IaError", "call", "functions", "load"];
  const names = Object.keys(ia).filter((name) => !others.includes(name));
  const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
  assert.deepEqual(names.sort(), ia.functions().map(camel).sort());
});

test("an error names every place and no value", () => {
  const wrong = { offices: [{ role: "boss", person: "Kari Nordmann", from: "2026-01-01" }] };
  assert.throws(
    () => ia.assess({ record: wrong, as_of: "2026-11-22", lang: "en" }),
    (error) => {
      assert.ok(error instanceof ia.IaError && error instanceof Error);
      assert.deepEqual(
        error.problems.map(({ code, path }) => [code, path]),
        [["unknown_code", "/record/offices/0/role"], ["not_an_opaque_id", "/record/offices/0/person"]],
      );
      assert.equal(error.code, "unknown_code");
      assert.equal(error.path, "/record/offices/0/role");
      assert.ok(!error.message.includes("Kari") && !error.message.includes("boss"));
      return true;
    },
  );
});

test("an assessment, its questions and its report", async () => {
  await ia.load();
  const request = { record: record("workplace"), as_of: "2026-11-22", lang: "nb" };
  const assessment = ia.assess(request);
  assert.ok(assessment.totals.binding.breached > 0);
  assert.ok(ia.questions({ ...request, role: "line_manager" }).questions.length > 0);
  assert.match(ia.report({ ...request, format: "html" }).report, /^<!doctype html>\n<html lang="nb">/);
  assert.equal(ia.version().law_read_to, "2026-07-28");
  assert.equal(ia.terms({ lang: "nn" }).terms.role.safety_representative, "verneombod");
});

test("the readme runs", async () => {
  const blocks = [...read("README.md").matchAll(/```js\n([\s\S]*?)```/g)].map((found) => found[1]);
  assert.ok(blocks.length > 0);
  for (const block of blocks) {
    assert.ok(block.includes("assert") || block.includes("throw"));
    const here = block.replaceAll('"ia-wasm"', JSON.stringify(new URL("../../ia-wasm/js/node.js", import.meta.url).href));
    await import(`data:text/javascript,${encodeURIComponent(here)}`);
  }
});

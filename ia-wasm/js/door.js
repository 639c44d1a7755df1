// The library's functions over JSON. Names, requests and answers are those of ia_core::api.

import { call as callModule, functions as functionsOfModule } from "../pkg/ia_wasm.js";
import { isLoaded } from "./loaded.js";

/** The input is wrong, or the module is not loaded (`not_loaded`). `problems` holds every error; no value is repeated. */
export class IaError extends Error {
  constructor(problems) {
    super(problems.map(({ path, message }) => `${path || "/"}: ${message}`).join("; "));
    this.name = "IaError";
    this.problems = problems;
    this.code = problems[0]?.code ?? "";
    this.path = problems[0]?.path ?? "";
  }
}

const wrong = (code, message) => new IaError([{ code, path: "", message }]);

function mustBeLoaded() {
  if (!isLoaded()) throw wrong("not_loaded", "expected the module to be loaded: await load() first");
}

/** Any function by name, JSON text in and out, for callers that keep their own text. Throws the failure as text. */
export function call(name, request) {
  mustBeLoaded();
  if (typeof name !== "string" || typeof request !== "string") {
    throw wrong("wrong_type", "expected the name of a function and a request as JSON text");
  }
  try {
    return callModule(name, request);
  } catch (failure) {
    throw failure === "" ? wrong("unknown_code", "expected the name of a function that functions() gives") : failure;
  }
}

/** The names of all functions. */
export function functions() {
  mustBeLoaded();
  return functionsOfModule();
}

/** No fact is a fraction: the library refuses it wherever it stands, and says what it expects there. */
const NO_FACT = 0.5;

/** What `JSON.stringify` would leave out, turn into `null` or empty stays wrong. A key with `undefined` is left out. */
function kept(key, value) {
  const given = this[key];
  const isBoxed = [Number, String, Boolean].some((kind) => value instanceof kind);
  const bare = isBoxed ? value.valueOf() : value;
  switch (typeof bare) {
    case "undefined":
      return given === undefined && !Array.isArray(this) ? undefined : NO_FACT;
    case "number":
      return Number.isFinite(bare) ? bare : NO_FACT;
    case "bigint":
    case "function":
    case "symbol":
      return NO_FACT;
    case "object":
      break;
    default:
      return bare;
  }
  // A day that is none: its JSON is `null`.
  if (value === null) return given === null ? null : NO_FACT;
  const isPlain = Array.isArray(value) || Object.prototype.toString.call(value) === "[object Object]";
  return isPlain && Object.getOwnPropertySymbols(value).length === 0 ? value : NO_FACT;
}

/** A value as JSON. What goes wrong in it may be named in the message of the error, so that is not handed on. */
function json(value) {
  try {
    return JSON.stringify(value, kept);
  } catch {
    // A ring, nested too deep, or the value's own `toJSON` failed.
  }
  throw wrong("not_json", "expected an object that JSON can hold");
}

/** What is left out is a request without keys: the library says which of them must be there. */
function ask(name, request = {}) {
  mustBeLoaded();
  let answer;
  try {
    answer = call(name, json(request));
  } catch (failure) {
    throw typeof failure === "string" ? new IaError(JSON.parse(failure).errors) : failure;
  }
  return JSON.parse(answer);
}

export const assess = (request) => ask("assess", request);
export const cases = (request) => ask("cases", request);
export const changesBetween = (request) => ask("changes_between", request);
export const check = (request) => ask("check", request);
export const cite = (request) => ask("cite", request);
export const conversationGuide = (request) => ask("conversation_guide", request);
export const escalation = (request) => ask("escalation", request);
export const explain = (request) => ask("explain", request);
export const followUpLog = (request) => ask("follow_up_log", request);
export const informationDuties = (request) => ask("information_duties", request);
export const knowledge = (request) => ask("knowledge", request);
export const maySign = (request) => ask("may_sign", request);
export const norms = (request) => ask("norms", request);
export const poster = (request) => ask("poster", request);
export const processes = (request) => ask("processes", request);
export const questions = (request) => ask("questions", request);
export const report = (request) => ask("report", request);
export const responsibilityMatrix = (request) => ask("responsibility_matrix", request);
export const roleCard = (request) => ask("role_card", request);
export const roles = (request) => ask("roles", request);
export const schema = (request) => ask("schema", request);
export const search = (request) => ask("search", request);
export const terms = (request) => ask("terms", request);
export const timeline = (request) => ask("timeline", request);
export const version = (request) => ask("version", request);

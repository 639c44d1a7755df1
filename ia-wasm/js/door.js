// The library's functions over JSON. Names, requests and answers are those of ia_core::api.

import { call } from "../pkg/ia_wasm.js";

/** The input is wrong. `problems` holds every error; no value of the input is repeated. */
export class IaError extends Error {
  constructor(problems) {
    super(problems.map(({ path, message }) => `${path || "/"}: ${message}`).join("; "));
    this.name = "IaError";
    this.problems = problems;
    this.code = problems[0]?.code ?? "";
    this.path = problems[0]?.path ?? "";
  }
}

function ask(name, request) {
  let answer;
  try {
    answer = call(name, JSON.stringify(request));
  } catch (failure) {
    throw typeof failure === "string" && failure !== "" ? new IaError(JSON.parse(failure).errors) : failure;
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
export const knowledge = (request = {}) => ask("knowledge", request);
export const maySign = (request) => ask("may_sign", request);
export const norms = (request = {}) => ask("norms", request);
export const poster = (request) => ask("poster", request);
export const processes = (request = {}) => ask("processes", request);
export const questions = (request) => ask("questions", request);
export const report = (request) => ask("report", request);
export const responsibilityMatrix = (request) => ask("responsibility_matrix", request);
export const roleCard = (request) => ask("role_card", request);
export const roles = (request = {}) => ask("roles", request);
export const schema = () => ask("schema", {});
export const search = (request = {}) => ask("search", request);
export const terms = (request = {}) => ask("terms", request);
export const timeline = (request) => ask("timeline", request);
export const version = () => ask("version", {});

/** Any function by name, JSON text in and out, for callers that keep their own text. Throws the failure as text. */
export { call };

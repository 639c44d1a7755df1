// Compiled, never run: the types say what the library takes and gives.

import * as ia from "../../ia-wasm/js/index.js";

const assessment: ia.AssessResponse = ia.assess({
  record: { covers: { from: "2026-01-01", to: "2026-11-22" }, offices: [{ role: "employer", from: "2026-01-01" }] },
  as_of: "2026-11-22",
  lang: "nb",
});
const outcome: "met" | "partly" | "contestable" | "due" | "breached" | "not_in_place" | "not_applicable" | "unknown" =
  assessment.findings[0]!.outcome;
void outcome;

// @ts-expect-error: no such role
ia.assess({ record: { offices: [{ role: "boss", from: "2026-01-01" }] }, as_of: "2026-11-22" });
// @ts-expect-error: no such key
ia.assess({ record: { diagnosis: "x" }, as_of: "2026-11-22" });
// @ts-expect-error: a day is needed
ia.assess({ record: {} });

try {
  ia.check({ record: {} });
} catch (error) {
  if (error instanceof ia.IaError) {
    const path: string = error.problems[0]!.path;
    void path;
  }
}

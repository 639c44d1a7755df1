import { readFileSync } from "node:fs";
import { functions, initSync } from "../pkg/ia_wasm.js";

initSync({ module: readFileSync(new URL("../pkg/ia_wasm_bg.wasm", import.meta.url)) });

export * from "./door.js";
export { functions };

/** In Node the module is loaded when it is imported; this is for code that runs in both. */
export const load = async () => undefined;

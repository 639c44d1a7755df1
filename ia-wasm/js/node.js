import { readFileSync } from "node:fs";
import { initSync } from "../pkg/ia_wasm.js";
import { setLoaded } from "./loaded.js";

initSync({ module: readFileSync(new URL("../pkg/ia_wasm_bg.wasm", import.meta.url)) });
setLoaded();

export * from "./door.js";

/** In Node the module is loaded when it is imported; this is for code that runs in both. */
export const load = async () => undefined;

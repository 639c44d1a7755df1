import init from "../pkg/ia_wasm.js";
import { setLoaded } from "./loaded.js";

export * from "./door.js";

let loading;

/** Loads the WebAssembly module once; await it before the first call. `source` is where to fetch it from, or its bytes. */
export function load(source) {
  loading ??= init(source === undefined ? undefined : { module_or_path: source }).then(
    setLoaded,
    (error) => {
      // What failed once may go through at the next try.
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

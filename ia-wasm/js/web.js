import init, { functions } from "../pkg/ia_wasm.js";

export * from "./door.js";
export { functions };

let loading;

/** Loads the WebAssembly module once; await it before the first call. `source` is where to fetch it from, or its bytes. */
export function load(source) {
  loading ??= init(source === undefined ? undefined : { module_or_path: source }).then(
    () => undefined,
    (error) => {
      // What failed once may go through at the next try.
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

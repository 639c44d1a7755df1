// Whether the WebAssembly module is there. What is called before has nothing to run in.

let loaded = false;

export const isLoaded = () => loaded;

export const setLoaded = () => {
  loaded = true;
};

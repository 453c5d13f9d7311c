import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from compiling a call into WebAssembly as part of the JavaScript function around it; for the whole process.
 *
 * Where such a function is taken back while its WebAssembly call runs, V8 11 (Node 20) ends the process with `Fatal
 * error, unreachable code` in `Deoptimizer::DoComputeBuiltinContinuation`. A hub under load met it within a minute,
 * because every decision runs through the policy engine's WebAssembly. A call costs some nanoseconds more without it.
 */
export function keepWasmCallsApart(): void {
  setFlagsFromString('--no-turbo-inline-js-wasm-calls');
}

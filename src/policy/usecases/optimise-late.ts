/**
 * Imported before the policy engine, whose WebAssembly it is about; for the whole process.
 *
 * V8 optimises a function of WebAssembly after it ran for a while. Reading and validating the policies runs large ones,
 * once; optimising these cost a second of processor time at every start of a hub (Node 20, two cores: 1.3 s, now 0.3 s),
 * and what decides is optimised all the same after some thousand decisions.
 */
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--wasm-tiering-budget=200000000');

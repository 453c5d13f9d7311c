/**
 * The demonstration: an invented world on real processes, and the story of the main job played on it. Knows every part
 * from the outside, as those who use it do. Must never run beside real data: its people, keys and passwords are public.
 */
export { signIn } from './person.js';
export { type DemoOptions, runDemo } from './run-demo.js';

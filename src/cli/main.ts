#!/usr/bin/env node
import { runKernhub } from './run-kernhub.js';

process.exitCode = await runKernhub(process.argv.slice(2), {
  env: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});

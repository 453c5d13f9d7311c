import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inherited } from './child-process.js';
import { kernhubProgram } from './programs.js';

const command = fileURLToPath(kernhubProgram);

/** Runs one `kernhub` command as a person would, and gives its exit code and what it printed. */
export function runToEnd(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], {
      env: { ...inherited(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output: output.trim() }));
  });
}

// Verifies one export and says what that took.
import { verifyExport } from '../../dist/audit/offline.js';
import { entryKinds } from '../../dist/entry-kinds.js';

const report = await verifyExport({ file: process.argv[2], kinds: entryKinds });
if (report.finding !== null) throw new Error(`the log does not hold: ${report.finding.reason}`);
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
process.stdout.write(
  JSON.stringify({
    seconds: performance.now() / 1000,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakBytes: maxRSS * 1024,
  }),
);

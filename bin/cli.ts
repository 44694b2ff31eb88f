#!/usr/bin/env node
import { processContext, runProgram } from '../lib/cli';

// The pinned clients run on every Node.js this package supports; their wish for a newer one is no business of a user.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

/** The `honmaru` command: `honmaru local` deploys a site to an emulator on this machine. */
async function main(): Promise<void> {
  process.exitCode = await runProgram(process.argv.slice(2), processContext(), {
    // Loaded when it is run, so that help and refused arguments do not wait for it.
    runLocal: async (options, hooks) => (await import('../lib/local/run')).runLocal(options, hooks),
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 3;
});

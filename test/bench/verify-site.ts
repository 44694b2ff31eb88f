import { loadForVerify, verifierFor, verifyPolicy } from '../../lib/verify/policy';

/** Verifies one synthesized site with the default policy, as the command does: `verify-site.ts DIRECTORY`. */
function main(): void {
  const [directory = ''] = process.argv.slice(2);
  const { model, templates } = loadForVerify(directory);
  const { results, findings } = verifyPolicy({ verifier: verifierFor(model), templates, toolVersion: 'bench' });
  const rssMib = Math.round(process.resourceUsage().maxRSS / 1024);
  const { user, system } = process.cpuUsage();
  console.log(
    JSON.stringify({ results: results.length, findings: findings.length, rssMib, seconds: (user + system) / 1e6 }),
  );
}

main();

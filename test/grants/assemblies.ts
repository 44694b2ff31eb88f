import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Stack, type App } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { DecisionRecords, LineCheck, Schedules } from '../../lib/failover';
import { DeadLetterQueue } from '../../lib/functions';
import type { Site } from '../../lib/site';
import { buildSite } from '../../lib/stacks/build-site';
import { loadAssembly } from '../../lib/template';
import { assemblyDirectory, cdkJsonApp, REFERENCE_SITES, referenceSite } from '../support/synth-sites';
import { testSite } from '../support/test-site';
import { functionGrants, type FunctionGrants } from './policies';

/** A function of a site. */
export interface GrantsCase {
  readonly title: string;
  readonly site: Site;
  readonly found: FunctionGrants;
}

/** The functions of every reference site, and of one more that has what none of them has. */
export function grantsCases(): readonly GrantsCase[] {
  return [
    ...REFERENCE_SITES.flatMap((name) => casesOf(name, referenceSite(name), assemblyDirectory(name))),
    ...extraCases(),
  ];
}

function casesOf(name: string, site: Site, directory: string): readonly GrantsCase[] {
  return functionGrants(loadAssembly(directory)).map((found) => ({
    title: `${found.name} of ${name} at ${found.path}`,
    site,
    found,
  }));
}

/** Another engine, planned failovers, and lines to a partner, which no site has yet. */
function extraCases(): readonly GrantsCase[] {
  const site = testSite({
    environment: 'non-production',
    database: {
      engine: 'aurora-mysql',
      failover: { writer: 'act', drill: { window: { days: ['Tue'], from: '03:00', until: '04:00' } } },
    },
  });
  const outdir = mkdtempSync(path.join(os.tmpdir(), 'honmaru-grants-'));
  try {
    const app = cdkJsonApp({ outdir, builtinCloudFormationValidation: false });
    buildSite(app, site);
    addLines(app, site);
    app.synth({ skipValidation: true });
    return casesOf('a site with everything', site, outdir);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function addLines(app: App, site: Site): void {
  const stack = new Stack(app, 'Lines', { env: { region: site.regions.primary.region } });
  const checks = new Construct(stack, 'Checks');
  const deadLetterQueue = new DeadLetterQueue(checks, 'DeadLetters').queue;
  const vpn = { kind: 'vpn', vpnConnectionId: 'vpn-1', customerGatewayId: 'cgw-1', minimumRoutes: 1 } as const;
  const direct = { kind: 'direct-connect', connectionId: 'dxcon-1', virtualInterfaceId: 'dxvif-1' } as const;
  new LineCheck(checks, 'Lines', {
    site,
    logKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:ap-northeast-1:111111111111:key/1'),
    deadLetterQueue,
    schedules: new Schedules(checks, 'Schedules', { siteName: site.name, what: 'the checks', deadLetterQueue }),
    records: new DecisionRecords(checks, 'Records', { site, logBucket: Bucket.fromBucketName(stack, 'Logs', 'logs') }),
    partners: [
      {
        name: 'settlement',
        lines: [
          { name: 'line-1', ...vpn },
          { name: 'line-2', ...direct, region: site.regions.primary.region },
        ],
      },
    ],
  });
}

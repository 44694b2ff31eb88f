import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { DataPlane, makeAuthority } from '../../../lib/local/database';
import { freePort } from '../../../lib/local/machine';
import { serveDatabase } from '../../../lib/local/run/data-plane-step';
import type { DeployedSite } from '../../../lib/local/run/local-run';
import { fakeClients } from '../aws/support/fake-clients';
import { notedContext } from './support/run-context';
import { PAYLOADS, scheduleAnswers } from './support/schedules';

const STEP = 'start what stands in for the database';

/** Serves the database of a site whose cluster listens on a port. */
async function served(port: number) {
  const failover = { ...PAYLOADS.failover, database: { port, clusterEndpoint: 'db.local' } };
  const members = ['first', 'second'].map((DBInstanceIdentifier, index) => ({
    ...{ DBInstanceIdentifier, IsClusterWriter: index === 0 },
  }));
  const { clients: primary, calls } = fakeClients({
    ...scheduleAnswers({ ...PAYLOADS, failover }),
    DescribeDBClusters: () => ({ DBClusters: [{ Engine: 'aurora-postgresql', DBClusterMembers: members }] }),
    PutMetricData: () => ({}),
  });
  const noted = notedContext();
  const site = {
    primary,
    clients: new Map([[primary.region, primary]]),
    authority: makeAuthority('the local site', new Date()),
    resolver: { answerWith: () => undefined },
  } as unknown as DeployedSite;
  const result = await serveDatabase(noted.context, site);
  return { ...noted, result, calls, site };
}

test('every instance has a server, which ends with the run, and the site stays what it was', async () => {
  const { result, site, told, cleanup } = await served(await freePort());
  try {
    expect(result).toMatchObject(site);
    expect(result.dataPlane).toBeInstanceOf(DataPlane);
    expect((result.dataPlane as DataPlane).instances).toStrictEqual(['first', 'second']);
    expect(told).toStrictEqual([`${STEP}: begin`, `${STEP}: done 2 servers on loopback`, `${STEP}: done`]);
  } finally {
    await expect(cleanup.run()).resolves.toBeUndefined();
  }
});

test('what readers are behind is reported before anything is asked', async () => {
  const { calls, cleanup } = await served(await freePort());
  await cleanup.run();
  const reports = calls.filter(({ action }) => action === 'PutMetricData').map(({ input }) => input['MetricData']);
  expect(reports).toMatchObject([[{ MetricName: 'AuroraReplicaLag' }, { MetricName: 'AuroraReplicaLag' }]]);
});

test('where somebody listens on the port of every address, nothing stands in, and why is told', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  const { result, told, cleanup } = await served(port);
  await cleanup.run();
  await new Promise((resolve) => server.close(resolve));
  const reason = `another server listens on port ${String(port)} of every address of this machine (EADDRINUSE)`;
  expect(result.dataPlane).toBe(reason);
  expect(told[1]).toBe(`${STEP}: skip ${reason}`);
});

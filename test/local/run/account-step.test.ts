import { X509Certificate } from 'node:crypto';
import path from 'node:path';
import { makeAuthority } from '../../../lib/local/database';
import { prepareAccount } from '../../../lib/local/run/account-step';
import type { RunningSite } from '../../../lib/local/run/local-run';
import type { JsonObject } from '../../../lib/template';
import { changesIn, fakeClients } from '../aws/support/fake-clients';
import { jsonServer } from '../aws/support/json-server';
import { temporaryFolder, writeAssembly } from '../localize/support/assemblies';
import { notedContext } from './support/run-context';

const ARN = 'arn:aws:acm:us-east-1:111122223333:certificate/1';

/** A schedule whose payload names these certificates. */
const scheduleOf = (...certificates: readonly object[]): JsonObject => ({
  Type: 'AWS::Scheduler::Schedule',
  Properties: { Target: { Input: JSON.stringify({ certificates }) } },
});

const folder = temporaryFolder();
const server = jsonServer(() => ({ body: {} }));
const authority = makeAuthority('the local site', new Date());

/** Prepares the account of a site that names these certificates. */
async function prepared(name: string, ...certificates: readonly object[]) {
  const template = { Resources: { Schedule: scheduleOf(...certificates) } };
  const directory = writeAssembly(path.join(folder, name), [{ name: 'Site', region: 'ap-northeast-1', template }]);
  const { clients: primary, calls } = fakeClients({ CreateBucket: () => ({}) }, undefined, server.endpoint());
  const noted = notedContext();
  await prepareAccount(noted.context, { primary, authority, first: { directory } } as unknown as RunningSite);
  return { ...noted, calls };
}

const targets = () => server.seen.map(({ target = '' }) => target.split('.').at(-1));

test('an account has a trail that records, with its bucket', async () => {
  const { calls, told } = await prepared('trail');
  expect(changesIn(calls).map(([action]) => action)).toStrictEqual(['CreateBucket']);
  expect(targets()).toStrictEqual(['CreateTrail', 'StartLogging']);
  expect(told[1]).toBe('make what the account has before: done a trail');
});

test('a certificate that the site names is imported under its ARN, good for 300 days', async () => {
  const certificate = { arn: ARN, region: 'us-east-1', domainName: 'tickets.example.jp' };
  const { told } = await prepared('certificates', certificate, { ...certificate, arn: `${ARN}2` });
  expect(targets()).toStrictEqual(['CreateTrail', 'StartLogging', 'ImportCertificate', 'ImportCertificate']);
  expect(told[1]).toBe('make what the account has before: done a trail, 2 certificates');

  const { authorization, body = '' } = server.seen[2] ?? {};
  const { CertificateArn, Certificate } = JSON.parse(body) as Record<string, string>;
  const { subjectAltName, validTo } = new X509Certificate(Buffer.from(Certificate ?? '', 'base64'));
  expect(authorization).toContain('/us-east-1/acm/');
  expect([CertificateArn, subjectAltName]).toStrictEqual([ARN, 'DNS:tickets.example.jp']);
  expect(new Date(validTo)).toStrictEqual(new Date('2027-09-21T12:00:00Z'));
});

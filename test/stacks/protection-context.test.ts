import type { AppProps } from 'aws-cdk-lib';
import { buildSite, type Site } from '../../lib';
import { PROTECTION_CONTEXT } from '../../lib/stacks/protection-context';
import { testApp } from '../support/test-app';
import { starterSite } from '../support/test-site';

interface Synthesized {
  readonly template: unknown;
  readonly terminationProtection: boolean | undefined;
}

/** Every stack of a site by its name, as CloudFormation would get it. */
function synthesized(site: Site, context: AppProps['context'] = {}): Readonly<Record<string, Synthesized>> {
  const app = testApp({ context });
  buildSite(app, site);
  const { stacks } = app.synth({ skipValidation: true });
  return Object.fromEntries(
    stacks.map(({ stackName, template, terminationProtection }) => [stackName, { template, terminationProtection }]),
  );
}

const PROTECTED = starterSite({ protection: true });
const UNPROTECTED = starterSite({ protection: false });
const OFF = { [PROTECTION_CONTEXT]: 'off' };

/** The site as each description and context makes it. */
const SITES = {
  described: synthesized(PROTECTED),
  off: synthesized(PROTECTED, OFF),
  unprotected: synthesized(UNPROTECTED),
  unprotectedOff: synthesized(UNPROTECTED, OFF),
};

test('off deploys a protected site as if it were described without protection', () => {
  expect(SITES.off).toEqual(SITES.unprotected);
  expect(Object.values(SITES.off).map(({ terminationProtection }) => terminationProtection)).not.toContain(true);
});

test('without it the site is deployed as it is described', () => {
  expect(Object.values(SITES.described).every(({ terminationProtection }) => terminationProtection)).toBe(true);
  expect(SITES.described).not.toEqual(SITES.unprotected);
});

test('off changes nothing for a site that is not protected', () => {
  expect(SITES.unprotectedOff).toEqual(SITES.unprotected);
});

test.each(['on', 'OFF', 'false', '', false, true, 0, null, ['off'], { off: true }])(
  'the value %p is refused',
  (value) => {
    const app = testApp({ context: { [PROTECTION_CONTEXT]: value } });
    const got = JSON.stringify(value);
    expect(() => buildSite(app, PROTECTED)).toThrow(
      `context["honmaru:protection"]: must be 'off' or left out, got ${got}; ` +
        'add -c honmaru:protection=off to deploy unprotected, or remove it to deploy as the site file says [ProtectionContextUnknown]',
    );
    expect(app.node.children).toStrictEqual([]);
  },
);

test('off does not change the site that it is given', () => {
  expect(PROTECTED.protection).toBe(true);
});

import { testSite } from '../support/test-site';
import { edgeTemplate } from './edge-stack';

const [policy] = Object.values(edgeTemplate(testSite()).findResources('AWS::CloudFront::ResponseHeadersPolicy'));
const config = policy?.Properties.ResponseHeadersPolicyConfig as {
  readonly SecurityHeadersConfig: Readonly<Record<string, object>>;
  readonly [name: string]: unknown;
};
const contentSecurityPolicy = (
  config.SecurityHeadersConfig.ContentSecurityPolicy as { readonly ContentSecurityPolicy: string }
).ContentSecurityPolicy;

test('names the policy after the site', () => {
  expect(config.Name).toBe('test-site-security-headers');
});

test.each([
  ['StrictTransportSecurity', { AccessControlMaxAgeSec: 31536000, Override: true }],
  ['ContentTypeOptions', { Override: true }],
])('forces %s on every response', (header, expected) => {
  expect(config.SecurityHeadersConfig[header]).toEqual(expected);
});

test.each([
  ['FrameOptions', { FrameOption: 'DENY', Override: false }],
  ['ReferrerPolicy', { ReferrerPolicy: 'strict-origin-when-cross-origin', Override: false }],
])('sets %s where the application does not', (header, expected) => {
  expect(config.SecurityHeadersConfig[header]).toEqual(expected);
});

test('sets a content security policy where the application does not', () => {
  expect(config.SecurityHeadersConfig.ContentSecurityPolicy).toMatchObject({ Override: false });
});

test('lets a page load from the site, and the fallback page use its style', () => {
  expect(contentSecurityPolicy).toMatch(
    /^default-src 'self'; style-src 'self' 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'$/,
  );
});

test.each(["'unsafe-inline'", "'unsafe-eval'", '*', 'http:'])('allows no %s', (source) => {
  expect(contentSecurityPolicy).not.toContain(source);
});

test('keeps the site out of camera, location and microphone', () => {
  expect(config.CustomHeadersConfig).toEqual({
    Items: [{ Header: 'permissions-policy', Value: 'camera=(), geolocation=(), microphone=()', Override: false }],
  });
});

test('does not say what the servers run on', () => {
  expect(config.RemoveHeadersConfig).toEqual({ Items: [{ Header: 'server' }, { Header: 'x-powered-by' }] });
});

test('leaves the obsolete filter against scripts alone', () => {
  expect(config.SecurityHeadersConfig).not.toHaveProperty('XSSProtection');
});

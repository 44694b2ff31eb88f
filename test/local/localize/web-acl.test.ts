import { withEncodedTexts } from '../../../lib/local/localize/web-acl';
import type { JsonObject } from '../../../lib/template';
import { frozen } from './support/stacks';

const rule = (ByteMatchStatement: JsonObject) => ({
  Name: 'r',
  Statement: { NotStatement: { Statement: { ByteMatchStatement } } },
});

test('a text that a rule looks for is written in base64, however deep it stands', () => {
  const properties = frozen({
    Name: 'acl',
    Rules: [rule({ SearchString: '予約/tickets', PositionalConstraint: 'EXACTLY' })],
  });
  expect(withEncodedTexts(properties)).toStrictEqual({
    Name: 'acl',
    Rules: [rule({ SearchString: '5LqI57SEL3RpY2tldHM=', PositionalConstraint: 'EXACTLY' })],
  });
});

test('a text that is given in base64 stays so, under the name that the API knows', () => {
  expect(withEncodedTexts({ Rules: [rule({ SearchStringBase64: 'dGlja2V0cw==' })] })).toStrictEqual({
    Rules: [rule({ SearchString: 'dGlja2V0cw==' })],
  });
});

test('a text that is still to be computed cannot be written otherwise', () => {
  const properties = { Rules: [rule({ SearchString: { Ref: 'Path' } })] };
  expect(withEncodedTexts(properties)).toStrictEqual(properties);
});

test('everything else stays', () => {
  const properties = frozen({
    ...{ Scope: 'REGIONAL', Capacity: 5, Enabled: true, None: null, Nothing: [] },
    Rules: [{ Statement: { RegexMatchStatement: { RegexString: 'a.*' } } }, null, 1],
  });
  expect(withEncodedTexts(properties)).toStrictEqual(properties);
});

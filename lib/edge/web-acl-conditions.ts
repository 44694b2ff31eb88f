import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Site } from '../site/site';

/** Statement of a web ACL rule. */
export type Statement = CfnWebACL.StatementProperty;

/** ARNs of the IP sets that stand for one list of source ranges: WAF keeps IPv4 and IPv6 apart. */
export type IpSetArns = readonly string[];

/**
 * Countries one geographic statement may name.
 *
 * @see https://docs.aws.amazon.com/waf/latest/APIReference/API_GeoMatchStatement.html
 */
const COUNTRIES_PER_STATEMENT = 50;

/**
 * Transformations before a path is compared or counted, so that `//Sale/%73pring` is the same URL as `/sale/spring`:
 * escapes are decoded first, then dot segments and double slashes are resolved, then case is dropped.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-transformation.html
 */
export const PATH_TRANSFORMATIONS: readonly CfnWebACL.TextTransformationProperty[] = [
  { priority: 0, type: 'URL_DECODE' },
  { priority: 1, type: 'NORMALIZE_PATH' },
  { priority: 2, type: 'LOWERCASE' },
];

/** Holds for a source inside one of the sets. */
export function sourceIn(sets: IpSetArns): Statement {
  return anyOf(sets.map((arn) => ({ ipSetReferenceStatement: { arn } })));
}

/** Holds for a source in one of the countries. */
export function countryIn(countries: readonly string[]): Statement {
  const chunks: string[][] = [];
  for (let start = 0; start < countries.length; start += COUNTRIES_PER_STATEMENT) {
    chunks.push(countries.slice(start, start + COUNTRIES_PER_STATEMENT));
  }
  return anyOf(chunks.map((countryCodes) => ({ geoMatchStatement: { countryCodes } })));
}

/** Holds for a request whose path begins with one of the paths. */
export function pathUnder(paths: readonly string[]): Statement {
  return anyOf(
    paths.map((path) => ({
      byteMatchStatement: {
        fieldToMatch: { uriPath: {} },
        positionalConstraint: 'STARTS_WITH',
        searchString: path.toLowerCase(),
        textTransformations: [...PATH_TRANSFORMATIONS],
      },
    })),
  );
}

/**
 * Holds for a request that names the site's own host, with or without a port.
 *
 * CloudFront passes on no other host than the aliases of the distribution and its `cloudfront.net` name, so that the
 * beginning decides.
 */
export function hostIs(domain: NonNullable<Site['domain']>): Statement {
  return {
    byteMatchStatement: {
      fieldToMatch: { singleHeader: { Name: 'host' } },
      positionalConstraint: 'STARTS_WITH',
      searchString: domain.name.toLowerCase(),
      textTransformations: [{ priority: 0, type: 'LOWERCASE' }],
    },
  };
}

/** Holds where the statement does not. */
export function not(statement: Statement): Statement {
  return { notStatement: { statement } };
}

/** WAF refuses an `Or` of fewer than two statements. */
function anyOf(statements: readonly Statement[]): Statement {
  const [first, ...others] = statements;
  if (first === undefined) {
    throw new Error('a condition needs at least one alternative');
  }
  return others.length === 0 ? first : { orStatement: { statements: [first, ...others] } };
}

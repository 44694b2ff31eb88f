import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { AURORA_LTS_VERSIONS, WAF_GROUPS } from '../../lib/site';
import { COUNTRIES } from '../../lib/site/tables/countries';
import { LOG_RETENTION_DAYS } from '../../lib/site/tables/log-retention';
import { findPrefixLists } from '../../lib/site/tables/prefix-lists';
import { REGIONS, defaultZones, findRegion, zoneNames } from '../../lib/site/tables/regions';

describe('the table of Regions', () => {
  test('holds commercial Regions CDK knows, and no other', () => {
    const known = RegionInfo.regions.map(({ name }) => name);
    expect(REGIONS.map(({ code }) => code).filter((code) => !known.includes(code))).toEqual([]);
  });

  test('holds each Region and each place once', () => {
    expect(new Set(REGIONS.flatMap(({ code, place }) => [code, place])).size).toBe(2 * REGIONS.length);
  });

  test('holds the country of each Region, as a geographic match names it', () => {
    expect(REGIONS.filter(({ country }) => !COUNTRIES.includes(country))).toEqual([]);
    const of = (...codes: readonly string[]) => codes.map((code) => findRegion(code)?.country);
    expect(of('ap-northeast-1', 'ap-northeast-3', 'ap-southeast-1', 'us-east-1', 'us-west-2', 'eu-west-2')).toEqual([
      ...['JP', 'JP', 'SG', 'US', 'US', 'GB'],
    ]);
  });

  test('holds for a Region that is named after its country that one', () => {
    const country = new Intl.DisplayNames(['en'], { type: 'region' });
    const named = REGIONS.filter(({ place, country: code }) => country.of(code)?.toLowerCase().includes(place));
    expect(named.map(({ place }) => place)).toEqual([
      'hong kong',
      'singapore',
      'malaysia',
      'new zealand',
      'thailand',
      'spain',
      'ireland',
      'bahrain',
      'mexico',
    ]);
  });

  test('holds zone letters the address plan has a block for, each once', () => {
    const letters = REGIONS.map(({ zones, olderZones = '' }) => zones + olderZones);
    expect(letters.filter((list) => !/^[a-h]+$/.test(list) || new Set(list).size !== list.length)).toEqual([]);
  });

  test('offers the zones of older accounts last', () => {
    const tokyo = REGIONS.find(({ code }) => code === 'ap-northeast-1');
    expect(tokyo === undefined ? [] : zoneNames(tokyo).at(-1)).toBe('ap-northeast-1b');
  });

  test('gives three zones by default wherever an account sees three', () => {
    const short = REGIONS.filter((region) => defaultZones(region, 3).length < 3).map(({ code }) => code);
    expect(short).toEqual(['us-west-1']);
  });

  test('finds nothing for the name of an object property', () => {
    expect([findRegion('constructor'), findPrefixLists('constructor')]).toEqual([undefined, {}]);
  });
});

describe('the table of prefix lists', () => {
  test.each([
    ['ap-northeast-1', 'pl-58a04531', 'pl-61a54008'],
    ['ap-southeast-1', 'pl-31a34658', 'pl-6fa54006'],
    ['us-east-1', 'pl-3b927c52', 'pl-63a5400a'],
  ])('knows both lists of %s', (region, cloudFrontOriginFacing, s3) => {
    expect(findPrefixLists(region)).toEqual({ cloudFrontOriginFacing, s3 });
  });

  test('knows both lists of a Region or none, and no CloudFront list twice', () => {
    const lists = REGIONS.map(({ code }) => findPrefixLists(code)).filter((entry) => Object.keys(entry).length > 0);
    const origins = lists.map(({ cloudFrontOriginFacing }) => cloudFrontOriginFacing);
    expect([lists.every((entry) => Object.keys(entry).length === 2), new Set(origins).size]).toEqual([
      true,
      lists.length,
    ]);
  });
});

describe('the other tables', () => {
  test('hold the end of support of every Aurora version as a date', () => {
    expect(AURORA_LTS_VERSIONS.filter(({ endOfSupport }) => Number.isNaN(Date.parse(endOfSupport)))).toEqual([]);
  });

  test('hold Aurora versions newest first', () => {
    const postgres = AURORA_LTS_VERSIONS.filter(({ engine }) => engine === 'aurora-postgresql');
    expect(postgres.map(({ version }) => version)).toEqual(['17.7', '16.8']);
  });

  test('hold the rule groups of the web ACL with 1175 units together', () => {
    expect(WAF_GROUPS.reduce((sum, { capacityUnits }) => sum + capacityUnits, 0)).toBe(1175);
  });

  test('hold the log periods CDK knows, without endless ones', () => {
    const known = Object.values(RetentionDays).filter(
      (days) => typeof days === 'number' && days < RetentionDays.INFINITE,
    );
    expect([...LOG_RETENTION_DAYS]).toEqual(known.sort((a, b) => Number(a) - Number(b)));
  });

  test('hold each country once, as two capital letters', () => {
    expect(COUNTRIES.filter((code, index) => !/^[A-Z]{2}$/.test(code) || COUNTRIES.indexOf(code) !== index)).toEqual(
      [],
    );
  });

  test('hold no country without a name', () => {
    const names = new Intl.DisplayNames(['en'], { type: 'region' });
    expect(COUNTRIES.filter((code) => names.of(code) === code)).toEqual([]);
  });

  test('hold 249 countries and Kosovo', () => {
    expect(COUNTRIES).toHaveLength(250);
  });
});

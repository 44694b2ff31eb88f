import { creationPlaces } from '../../lib/template/creation-places';

const metadata = (...frames: string[]) => ({
  '/App/Vpc': [
    { type: 'aws:cdk:logicalId', data: 'Vpc' },
    { type: 'aws:cdk:creationStack', data: frames },
  ],
});

test.each([
  [['new Web (/app/web.ts:23:10)'], { file: '/app/web.ts', line: 23, column: 10, construct: 'new Web' }],
  [
    ['...new Vpc2 in aws-cdk-lib...', 'new Web (/app/web.ts:2:1)'],
    { file: '/app/web.ts', line: 2, column: 1, construct: 'new Web' },
  ],
  [
    ['new Vpc (/app/node_modules/honmaru/vpc.js:1:1)', '/app/main.ts:4:3'],
    { file: '/app/main.ts', line: 4, column: 3 },
  ],
  [['at build (file:///app/main.ts:7:9)'], { file: '/app/main.ts', line: 7, column: 9, construct: 'build' }],
  [['Module._compile (node:internal/modules/cjs/loader:1:1)'], undefined],
  [[], undefined],
])('of %j takes the first line of the user', (frames, place) => {
  expect(creationPlaces(metadata(...frames))).toEqual(place === undefined ? {} : { Vpc: place });
});

test('reads the trace of older assemblies', () => {
  const entry = { type: 'aws:cdk:logicalId', data: 'Vpc', trace: ['new Web (/app/web.ts:1:2)'] };
  expect(creationPlaces({ '/App/Vpc': [entry] })).toMatchObject({ Vpc: { file: '/app/web.ts', line: 1 } });
});

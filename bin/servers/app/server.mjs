// App server of the reference sites. It keeps nothing a visitor sends: no route reads a request body.
import { readSettings, sendJson, serve, watchEndpoint, wholeNumber } from './http.mjs';

/** Texts in the two languages of the sites. */
const EVENTS = [
  {
    id: 'spring-tour',
    title: { ja: 'スプリングツアー', en: 'Spring tour' },
    venue: { ja: '東京', en: 'Tokyo' },
    onSale: '2027-02-06T10:00:00+09:00',
  },
  {
    id: 'summer-festival',
    title: { ja: 'サマーフェスティバル', en: 'Summer festival' },
    venue: { ja: '大阪', en: 'Osaka' },
    onSale: '2027-04-10T10:00:00+09:00',
  },
];

const { DATABASE_HOST, DATABASE_PORT } = process.env;
const database = watchEndpoint(
  DATABASE_HOST,
  DATABASE_PORT === undefined ? undefined : wholeNumber(DATABASE_PORT, 1, 65_535, 'DATABASE_PORT'),
);

function handle(request, response, url) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    sendJson(response, 405, { error: 'method-not-allowed' }, { allow: 'GET, HEAD' });
    return;
  }
  switch (url.pathname) {
    case '/api/events':
      sendJson(response, 200, { events: EVENTS }, { 'cache-control': 'public, max-age=30' });
      return;
    case '/api/status': {
      const state = database();
      sendJson(response, state === 'unreachable' ? 503 : 200, { database: state });
      return;
    }
    default:
      sendJson(response, 404, { error: 'not-found' });
  }
}

serve(readSettings(process.env), handle, { database });

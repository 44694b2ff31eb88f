// Fills the list of events. The texts carry their language, so that a screen reader pronounces them right.
const state = document.getElementById('state');
const list = document.getElementById('events');

function say(japanese, english) {
  const en = document.createElement('span');
  en.lang = 'en';
  en.textContent = english;
  state.replaceChildren(`${japanese} `, en);
}

function item(event) {
  const entry = document.createElement('li');
  const en = document.createElement('span');
  en.lang = 'en';
  en.textContent = `${event.title.en}, ${event.venue.en}`;
  const time = document.createElement('time');
  time.dateTime = event.onSale;
  time.textContent = new Date(event.onSale).toLocaleString('ja-JP', { timeZone: 'Asia/Tokyo' });
  entry.append(`${event.title.ja}（${event.venue.ja}） `, en, ' ', time);
  return entry;
}

try {
  const response = await fetch('/api/events', { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) {
    throw new Error(String(response.status));
  }
  const { events } = await response.json();
  list.replaceChildren(...events.map(item));
  say(`${events.length} 件の公演があります。`, `${events.length} events.`);
} catch {
  say(
    'ただいま一覧を表示できません。しばらくしてからお試しください。',
    'The list is not available now. Please try again later.',
  );
}

import type { Answer } from '../http/door.ts';
import { htmlPage, strictPageAnswer } from '../http/html.ts';

/** Returns the page at `/` for browsers. It introduces this gateway and shows nothing that requires a key. */
export function homeAnswer({ graphiql }: { readonly graphiql: boolean }): Answer {
  return strictPageAnswer(htmlPage('Tenure', style, bodyOf(graphiql)));
}

const style = `<style>
:root { color-scheme: light dark }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: .75rem; border: 1px solid GrayText; border-radius: .25rem }
th, td { padding: .25rem 1rem .25rem 0; text-align: left; vertical-align: top }
</style>`;

const customer =
  '{"method":"createCustomer","params":{"id":"ABC","name":"ABC Company","admin":{"email":"isa@example.com"}}}';
const order =
  '{"method":"createFirstOrder","params":{"customer":"ABC","id":"ORDER-1","product":"oo-lite","licenses":20,"duration":"monthly"}}';
const renewal = '{"method":"createRenewalOrder","params":{"parent":"ORDER-1","id":"ORDER-2"}}';

function bodyOf(graphiql: boolean): string {
  const graphql = graphiql
    ? '<a href="/graphql">GraphiQL</a> runs operations in the browser'
    : '<code>POST /graphql</code>';
  return `<main>
<h1>Tenure</h1>
<p>This is a gateway for selling subscriptions through partners. Partners create customers, place orders, and renew,
suspend, resume and cancel them. One lifecycle has three doors.</p>
<table>
<thead><tr><th scope="col">Door</th><th scope="col">Where</th></tr></thead>
<tbody>
<tr><th scope="row">GraphQL</th><td>${graphql}</td></tr>
<tr><th scope="row">Envelope</th><td><code>POST /envelope</code>, as in the tour below</td></tr>
<tr><th scope="row">REST</th><td><a href="/docs">Descriptions</a> of the <a href="/docs/hub">Hub API</a> and the
<a href="/docs/licensing">Licensing API</a></td></tr>
</tbody>
</table>
<p>Each request needs a key, as <code>x-api-key</code> or <code>Authorization: Bearer</code>. Is the gateway
<a href="/ready">ready</a>?</p>
<h2 id="tour">Sandbox tour</h2>
<p>The operator of this gateway gives you the key of a sandbox; <code>npm start</code> prints one. Set
<code>BASE</code> to the address of this page without the last slash, and <code>KEY</code> to the key. Then run this in
a terminal. The renewal is refused, because it comes too early; the refusal names the time from which it is accepted.</p>
<pre><code>${[customer, order, renewal].map(curl).join('\n\n')}</code></pre>
${graphiql ? '<p>The examples in <a href="/graphql">GraphiQL</a> also move the clock of the sandbox and renew in time.</p>' : ''}
</main>`;
}

function curl(body: string): string {
  return `curl "$BASE/envelope" --header "x-api-key: $KEY" --data '${body}'`;
}

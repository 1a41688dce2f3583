// A scenario that is played without a connection, from the copy that is kept on this phone (scenarios/copies.py).

// What comes of choices, by the rules of assessments/roleplay/scenarios/graph.py; a test plays both.
self.playing = (() => {
  "use strict";
  const isMet = (state) => ([measure, least, most]) => least <= state[measure] && state[measure] <= most;
  const isOpen = (state) => (place) => place.needs.every(isMet(state));
  const open = (turn, state) => turn.choices.filter(isOpen(state));

  const arrive = ({ places }, name, state) => {
    const named = (wanted) => places.find((place) => place.name === wanted);
    const seen = new Set();
    let place = named(name);
    while (place && !isOpen(state)(place)) {
      seen.add(place.name);
      place = seen.has(place.otherwise) ? undefined : named(place.otherwise);
    }
    return place;
  };

  const play = (scenario, chosen) => {
    const steps = [];
    let state = scenario.start;
    let at = arrive(scenario, scenario.first, state);
    for (const [turn, id] of chosen) {
      const ways = at && at.choices && at.name === turn ? open(at, state) : [];
      const choice = ways.find((one) => one.id === id);
      if (!choice || steps.length === scenario.most) break;
      const after = state.map((level, place) => Math.max(0, Math.min(4, level + choice.moves[place])));
      const misses = !choice.must_do && ways.some((one) => one.must_do);
      steps.push({ turn: at, choice, before: state, after, misses });
      [state, at] = [after, arrive(scenario, choice.to, after)];
    }
    const turn = at && at.choices && steps.length < scenario.most ? at : null;
    return { steps, state, turn, ending: at && !at.choices ? at : null };
  };

  const results = (steps) => {
    const counted = {};
    steps.forEach(({ choice }) => Object.entries(choice.criteria).forEach(([name, change]) => {
      const counts = (counted[name] ||= { shown: 0, missing: 0 });
      if (change) counts[change < 0 ? "missing" : "shown"] += 1;
    }));
    return Object.entries(counted).filter(([, { shown, missing }]) => shown || missing);
  };

  const weight = ({ choice, misses }) =>
    [...Object.values(choice.criteria), ...choice.moves].reduce((sum, change) => sum + Math.abs(change), misses ? 10 : 0);
  const moments = (steps) => {
    const weighed = [...steps].sort((one, other) => weight(other) - weight(one)).slice(0, 5);
    return steps.filter((step) => weighed.includes(step) && weight(step));
  };

  // The words of must-do steps that were there to take, and were taken on no visit.
  const notSeen = (steps) => {
    const taken = steps.filter(({ choice }) => choice.must_do).map(({ turn }) => turn.name);
    const missed = steps.filter(({ turn, misses }) => misses && !taken.includes(turn.name));
    return missed.map(({ turn, before }) => open(turn, before).find((one) => one.must_do).text);
  };

  return { play, open, results, moments, notSeen };
})();

(() => {
  "use strict";
  if (!self.document) return;
  const root = document.documentElement;
  const { account } = root.dataset;
  const find = (selector, inside = document) => inside.querySelector(selector);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const here = find("[data-scenario]");
  if (!here || !self.indexedDB || !self.caches || !account) return;

  const { base, road, scenario: key } = here.dataset;
  const NAME = `porchlight/${account}/${key}`;
  const LABEL = "/porchlight-label";
  const PLAYED = "/porchlight-played"; // where a copy has come since the server was last asked
  const stage = find("[data-stage]");
  const graph = stage && JSON.parse(stage.dataset.graph);

  const kept = async (address) => {
    const cache = (await caches.has(NAME)) && (await caches.open(NAME));
    const found = cache && (await cache.match(address));
    return found ? found.json() : null;
  };
  const put = async (address, what) => (await caches.open(NAME)).put(address, new Response(JSON.stringify(what)));

  // What waits of this scenario. What was refused waits for its owner, and changes nothing any more.
  const waits = async () =>
    (await waiting.of(account))
      .filter((entry) => !("refused" in entry) && new URL(entry.url).pathname.startsWith(base))
      .map((entry) => ({ where: new URL(entry.url).pathname.slice(base.length), ...Object.fromEntries(entry.fields) }));

  // ---- A page that the server made: what it says goes, and once all has been sent it is asked again. ----

  const known = stage ? null : JSON.parse(here.dataset.played);
  const isNews = ({ where, number }) => {
    if (where === "begin/") return Number(number) > known.run;
    const [run, step] = where.split("/").map(Number);
    return run === known.run && step > known.chosen.length;
  };
  let isOld = false;
  const follow = async () => {
    const mine = await waits();
    isOld ||= mine.some(isNews);
    if (mine.length) return;
    if (isOld) { location.assign(road); return; }
    const label = await kept(LABEL);
    if (!label) return;
    await put(LABEL, { ...label, played: known });
    await (await caches.open(NAME)).delete(PLAYED);
  };

  // ---- The copy ----

  // As services.py takes what arrives: a choice stands where it fits, and the first of its number.
  const take = (at, { where, number, turn, choice }) => {
    if (where === "begin/") return Number(number) === at.run + 1 ? { run: at.run + 1, chosen: [] } : at;
    const [run, step] = where.split("/").map(Number);
    const { length } = playing.play(graph, at.chosen).steps;
    if (at.over || run !== at.run || step !== length + 1) return at;
    const chosen = [...at.chosen.slice(0, length), [turn, choice]];
    return playing.play(graph, chosen).steps.length > length ? { ...at, chosen } : at;
  };

  const come = async (mine) => {
    const last = (await kept(PLAYED)) || ((await kept(LABEL)) || {}).played || { run: 0, chosen: [] };
    const at = mine.reduce(take, last);
    if (await caches.has(NAME)) await put(PLAYED, at);
    return at;
  };

  const say = (inside, words) => Object.entries(words).forEach(([name, text]) => {
    all(`[data-say="${name}"]`, inside).forEach((part) => { Object.assign(part, { innerText: text, hidden: !text }); });
  });
  const list = (inside, name, rows) => {
    const box = find(`[data-list="${name}"]`, inside);
    rows.forEach((row) => {
      const line = find("template", box).content.firstElementChild.cloneNode(true);
      say(line, row);
      const input = find("input", line);
      if (input) input.value = row.id;
      box.append(line);
    });
    (box.closest("[data-has]") || box).hidden = !rows.length;
  };
  const levels = (inside, state) =>
    list(inside, "levels", state.map((level, place) => ({ name: graph.measures[place], level: graph.levels[level] })));

  const result = ([name, { shown, missing }]) => ({
    title: graph.criteria[name] || name,
    said: shown && missing ? graph.said.at_times : graph.said[shown ? "shown" : "not_yet"],
  });
  const before = (steps) => (steps.length ? steps[steps.length - 1].choice.consequence : "");

  // Each part of the page with its words. `number` is the turn that it shows.
  const asked = (part, number) => {
    const { steps, state, turn } = played;
    say(part, { before: before(steps), speaker: turn.speaker, line: turn.line });
    levels(part, state);
    list(part, "choices", playing.open(turn, state));
    const form = find("[data-choose]", part);
    form.action = `${base}${at.run}/${number}/`;
    form.elements.turn.value = turn.name;
  };
  const chosen = (part, number) => {
    const { turn, choice, before: state } = played.steps[number - 1];
    say(part, { speaker: turn.speaker, line: turn.line, text: choice.text, consequence: choice.consequence });
    levels(part, state);
  };
  const ended = (part) => {
    const { steps, state, ending } = played;
    say(part, { before: before(steps), tone: ending.tone, title: ending.title, text: ending.text });
    levels(part, state);
    list(part, "results", playing.results(steps).map(result));
    list(part, "moments", playing.moments(steps).map(({ choice }) => choice));
    list(part, "not_seen", playing.notSeen(steps).map((text) => ({ text })));
  };

  let at = null; // the run, and what was chosen in it
  let played = null;
  let mine = []; // what waits
  let looking = 0; // the choice that is looked at again
  const again = (inside) =>
    all("[data-again]", inside).forEach((form) => { form.elements.number.value = at.run + 1; });
  const show = () => {
    const { steps, ending } = played;
    const name = looking ? "chosen" : ending ? "ended" : "asked";
    const part = find(`template[data-part="${name}"]`).content.cloneNode(true);
    const number = looking || steps.length + 1;
    ({ chosen, ended, asked })[name](part, number);
    all("[data-turn]", part).forEach((head) => { head.textContent = head.dataset.turn.replace("{n}", number); });
    all("[data-later]", part).forEach((later) => { later.hidden = number === 1; });
    all("[data-waits-stop]", part).forEach((stop) => { stop.hidden = !mine.length; });
    again(part);
    stage.replaceChildren(part);
  };
  // A page that was turned begins at its heading.
  const turned = () => {
    const heading = find("h1", stage);
    heading.tabIndex = -1;
    heading.focus();
  };

  let shown = "";
  const draw = async () => {
    mine = await waits();
    at = await come(mine);
    played = playing.play(graph, at.chosen);
    const saved = find("[data-saved]");
    if (mine.length || at.run) saved.textContent = saved.dataset[mine.length ? "waits" : "done"];
    const now = `${at.run} ${played.steps.length}`;
    if (now === shown) return;
    const first = !shown;
    [shown, looking] = [now, 0];
    const goesOn = at.run && (played.ending || (played.turn && !at.over));
    if (goesOn) show(); else again(stage);
    stage.hidden = false;
    if (!first) turned();
  };

  if (!graph) {
    document.addEventListener("porchlight:waiting", () => follow().catch(() => {}));
    follow().catch(() => {});
    return;
  }
  stage.addEventListener("click", (event) => {
    const button = event.target.closest("[data-look]");
    if (!button) return;
    const number = (looking || played.steps.length + 1) + Number(button.dataset.look);
    looking = number > played.steps.length ? 0 : number;
    show();
    turned();
  });
  stage.hidden = Boolean(root.dataset.kept); // until it is known where somebody is
  let drawn = Promise.resolve(); // one after the other, so that the last one sees all
  const render = () => { drawn = drawn.then(draw, draw); };
  document.addEventListener("porchlight:waiting", render);
  render();
})();

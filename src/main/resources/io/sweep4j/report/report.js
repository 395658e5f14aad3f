'use strict';
// Draws what the page's tables say. Ranks, best values and divergences come from the data; nothing is ranked here.
// A failure is left in the root element's data-error, success in data-figures: tests read both.
(() => {
  const root = document.documentElement;
  const failed = error => { root.dataset.error = (root.dataset.error || '') + String(error && error.stack || error) + '\n'; };
  addEventListener('error', event => failed(event.error || event.message));
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const paper = matchMedia('print');
  const onDark = () => dark.matches && !paper.matches;
  const LIGHT_NAMES = ['#0067a8', '#d98200', '#008a68', '#b8549a', '#3fa3db', '#6b52b5', '#7d7400', '#5d4037'];
  const DARK_NAMES = ['#5ab4f0', '#f2a93b', '#33c79c', '#e58cc6', '#a8d8f5', '#a894f0', '#d3c94e', '#bf9a8a'];
  // Cividis-like: even steps in lightness, the same to colour-blind eyes.
  const RAMP = [[0, 34, 78], [59, 73, 108], [112, 117, 119], [165, 152, 112], [218, 190, 88], [254, 232, 56]];
  const LIGHT_STEPS = [0, 0.82];
  const DARK_STEPS = [0.35, 1];
  const MANY = 8;
  let drawn = 0;
  const charts = [];

  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined) node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  }

  function short(number) {
    if (number === null) return '–';
    if (number === 0) return '0';
    const size = Math.abs(number);
    if (size >= 1e-4 && size < 1e15) return String(+number.toPrecision(size >= 1e5 ? Math.ceil(Math.log10(size)) : 5));
    return number.toExponential(4).replace(/\.?0+e/, 'e').replace('e+', 'e');
  }

  function ramp(share) {
    const at = Math.max(0, Math.min(1, share)) * (RAMP.length - 1);
    const low = Math.min(RAMP.length - 2, Math.floor(at));
    return RAMP[low].map((c, i) => Math.round(c + (RAMP[low + 1][i] - c) * (at - low)));
  }

  // A value of the sweep's metric, as the tables show it.
  const value = (sweep, number) => (sweep.metric === 'cost' ? short(number) : number.toFixed(4));
  const css = colour => `rgb(${colour.join(',')})`;
  const theme = name => getComputedStyle(root).getPropertyValue('--' + name).trim();

  function escape(text) {
    return String(text).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);
  }

  function choice(tools, label, options, chosen, onChange) {
    const select = el('select', {}, ...options.map(([value, text]) => el('option', { value }, text)));
    select.value = chosen;
    select.addEventListener('change', () => onChange(select.value));
    tools.append(el('label', {}, label, select));
    return select;
  }

  function describe(sweep, trial) {
    return sweep.parameters.map((p, i) => `${escape(p.name)} <b>${escape(p.values[trial.at[i]] ?? '–')}</b>`).join('<br>');
  }

  // Colours of the values of one parameter, or of the ranks.
  function palette(sweep, by) {
    const steps = onDark() ? DARK_STEPS : LIGHT_STEPS;
    const step = share => css(ramp(steps[0] + (steps[1] - steps[0]) * share));
    if (by === 'rank') {
      const last = Math.max(1, ...sweep.trials.map(t => t.rank || 1));
      const share = trial => (trial.rank ? (trial.rank - 1) / Math.max(1, last - 1) : 1);
      return {
        of: trial => step(share(trial)),
        key: last > 1 ? [['best rank', step(0)], ['middle', step(0.5)], ['last', step(1)]] : [],
      };
    }
    const index = +by;
    const parameter = sweep.parameters[index];
    const count = parameter.values.length;
    const names = onDark() ? DARK_NAMES : LIGHT_NAMES;
    const stepped = count > names.length || (parameter.numeric && count > 2);
    const colour = i => (i < 0 ? theme('soft') : stepped ? step(i / Math.max(1, count - 1)) : names[i]);
    const key = parameter.values.map((value, i) => [value, colour(i)]);
    return { of: trial => colour(trial.at[index]), key: key.length > MANY ? [key[0], key[key.length >> 1], key[key.length - 1]] : key };
  }

  // The symmetric scale: logarithmic on both sides of 0, and linear from -near to near. The two map numbers to places
  // and back; near has place 1, ten times near place 2.
  const decades = near => ({
    place: y => (Math.abs(y) <= near ? y / near : Math.sign(y) * (1 + Math.log10(Math.abs(y) / near))),
    number: at => (Math.abs(at) <= 1 ? at * near : Math.sign(at) * near * 10 ** (Math.abs(at) - 1)),
  });
  const AS_IS = { place: y => y, number: at => at };

  // One chart of curves: cost (logarithmic, symmetric or linear) or accuracy.
  function lines(box, sweep, kind, state, caption, key) {
    const cost = kind === 'cost';
    const byNumber = new Map(sweep.trials.map(t => [t.n, t]));
    const log = cost && state.scale === 'log';
    const symmetric = cost && state.scale === 'symmetric';
    const colours = palette(sweep, state.colour);
    const drawable = y => y !== null && (!log || y > 0);
    let low = Infinity;
    let high = -Infinity;
    let least = Infinity;
    let lastEpoch = 1;
    let hidden = 0;
    const hiddenTrials = new Set();
    for (const curve of sweep.curves) {
      const end = byNumber.get(curve.n).epoch;
      curve[kind].forEach((y, i) => {
        lastEpoch = Math.max(lastEpoch, curve.epoch[i]);
        if (!cost && end !== undefined && curve.epoch[i] >= end) return;
        if (drawable(y)) {
          low = Math.min(low, y);
          high = Math.max(high, y);
          if (y !== 0) least = Math.min(least, Math.abs(y));
        } else if (y !== null) {
          hidden++;
          hiddenTrials.add(curve.n);
        }
      });
    }
    if (low > high) [low, high] = log ? [0.1, 1] : [0, 1];
    let bottom;
    let top;
    let interval;
    let scale = AS_IS;
    let near = 1;
    if (symmetric) {
      // At most four decades: smaller costs are told apart on the logarithmic scale.
      const most = Math.ceil(Math.log10(Math.max(-low, high) || 1));
      near = 10 ** Math.max(most - 4, Math.floor(Math.log10(Number.isFinite(least) ? least : 1)));
      scale = decades(near);
      interval = Math.max(1, Math.ceil((scale.place(high) - scale.place(low)) / 12));
      bottom = Math.floor(scale.place(low) / interval) * interval;
      top = Math.max(bottom + interval, Math.ceil(scale.place(high) / interval) * interval);
    } else if (log) {
      bottom = 10 ** Math.floor(Math.log10(low));
      top = 10 ** Math.ceil(Math.log10(high));
      if (top <= bottom) top = bottom * 10;
    } else {
      const room = (high - low || Math.abs(high) || 1) * 0.06;
      const grain = 10 ** Math.floor(Math.log10(room * 10)) / 2;
      bottom = low >= 0 && low < (high - low) ? 0 : Math.floor((low - room) / grain) * grain;
      top = Math.ceil((high + room) / grain) * grain;
      if (!cost) [bottom, top] = [Math.max(0, bottom), Math.min(1, top)];
    }
    const first = 1;
    const last = Math.max(2, lastEpoch);
    const margin = (last - first) * 0.03;
    const crosses = [];
    const onEdge = new Map();
    const series = sweep.curves.map(curve => {
      const trial = byNumber.get(curve.n);
      const points = [];
      let lastY = null;
      curve.epoch.forEach((epoch, i) => {
        const y = curve[kind][i];
        const after = trial.epoch !== undefined && epoch > trial.epoch;
        const at = trial.epoch !== undefined && epoch === trial.epoch;
        if (!cost && (after || at)) return;
        points.push([epoch, drawable(y) ? scale.place(y) : null, y]);
        if (!after && drawable(y)) lastY = scale.place(y);
      });
      if (trial.epoch !== undefined) {
        if (lastY === null) {
          onEdge.set(trial.epoch, [...(onEdge.get(trial.epoch) || []), trial]);
        } else {
          crosses.push({ value: [trial.epoch, lastY], trials: [trial] });
          // Dashes lead from the last number to the epoch that has none.
          const end = points.filter(p => p[1] !== null && p[0] < trial.epoch).pop();
          if (end) crosses[crosses.length - 1].from = end;
        }
      }
      const few = curve.epoch.length <= 60;
      return {
        id: 't' + curve.n, name: 't' + curve.n, type: 'line', data: points, connectNulls: false,
        symbol: 'circle', symbolSize: few ? 6 : 4, showSymbol: true,
        lineStyle: { width: sweep.curves.length > 30 ? 1.2 : 1.8, color: colours.of(trial) },
        itemStyle: { color: colours.of(trial), opacity: few && sweep.curves.length <= 30 ? 0.9 : 0 },
        emphasis: { focus: 'series', lineStyle: { width: 3.5 }, itemStyle: { opacity: 1 } },
        blur: { lineStyle: { opacity: 0.12 }, itemStyle: { opacity: 0.05 } },
        tooltip: {
          formatter: p => `<b>Trial ${curve.n}</b>${trial.rank ? `, rank ${trial.rank}` : ''}<br>${describe(sweep, trial)}`
            + `<br>epoch ${p.value[0]}: ${cost ? 'cost' : 'accuracy'} <b>${short(p.value[2])}</b>`,
        },
      };
    });
    for (const [epoch, trials] of onEdge) crosses.push({ value: [epoch, top], trials, edge: true });
    series.push({
      id: 'ends', type: 'lines', coordinateSystem: 'cartesian2d', silent: true, z: 4,
      data: crosses.filter(c => c.from).map(c => ({ coords: [c.from, c.value] })),
      lineStyle: { color: theme('red'), width: 1.4, type: 'dashed', opacity: 0.8 },
    });
    series.push({
      id: 'crosses', type: 'scatter', z: 6, clip: false, data: crosses,
      symbol: 'path://M1 0 L5 4 L9 0 L10 1 L6 5 L10 9 L9 10 L5 6 L1 10 L0 9 L4 5 L0 1 Z', symbolSize: 12,
      itemStyle: { color: theme('red') },
      label: {
        show: true, position: 'right', distance: 6, color: theme('red'), fontWeight: 600, fontSize: 12,
        textBorderColor: theme('sheet'), textBorderWidth: 3,
        formatter: p => (p.data.edge ? `${[...new Set(p.data.trials.map(t => t.kind))].join(', ')} from epoch ${p.value[0]}: ${count(p.data.trials.length)}` : ''),
      },
      tooltip: {
        formatter: p => p.data.trials.slice(0, 6).map(t => `<b>Trial ${t.n}</b>: ${escape(t.kind)} in epoch ${t.epoch},`
          + ` iteration ${t.iteration}<br>${escape(t.cause)}<br>${describe(sweep, t)}`).join('<hr>')
          + (p.data.trials.length > 6 ? `<hr>and ${p.data.trials.length - 6} more` : ''),
      },
    });
    const chart = echarts.getInstanceByDom(box) || echarts.init(box, null, { renderer: 'svg' });
    const axis = {
      axisLabel: { color: theme('soft') }, axisLine: { lineStyle: { color: theme('soft') } },
      splitLine: { lineStyle: { color: theme('line') } }, nameTextStyle: { color: theme('soft') },
    };
    chart.setOption({
      animation: false, backgroundColor: 'transparent', textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 64, right: 28, top: 34, bottom: 44 },
      tooltip: {
        trigger: 'item', confine: true, backgroundColor: theme('sheet'), borderColor: theme('line'),
        textStyle: { color: theme('ink'), fontSize: 13 },
      },
      xAxis: {
        ...axis, type: 'value', name: 'epoch', nameLocation: 'middle', nameGap: 28, min: first - margin, max: last + margin,
        minInterval: 1, splitLine: { show: false }, axisTick: { show: false },
        axisLabel: { color: theme('soft'), formatter: epoch => (epoch >= 1 && Number.isInteger(epoch) ? String(epoch) : '') },
      },
      yAxis: {
        ...axis, type: log ? 'log' : 'value', min: bottom, max: top, interval, name: cost ? 'cost' : 'accuracy', nameGap: 14,
        axisLabel: { color: theme('soft'), formatter: at => short(scale.number(at)) },
      },
      series,
    }, { notMerge: true });
    const said = [];
    if (crosses.length) {
      said.push('A red cross marks the epoch in which a trial diverged, at its last finite number'
        + (onEdge.size ? '; on the top edge if it never had one.' : '.'));
    }
    if (hidden) {
      said.push(`A logarithmic axis has no place for costs of 0 or below: ${hidden} ${hidden === 1 ? 'point' : 'points'} of ${count(hiddenTrials.size)}`
        + ` ${hidden === 1 ? 'is' : 'are'} left out. Choose another scale to see ${hidden === 1 ? 'it' : 'them'}.`);
    }
    if (symmetric) {
      said.push(`Some costs are 0 or below, so the axis is logarithmic on both sides of 0, and linear from ${short(-near)} to ${short(near)}.`);
    }
    if (!cost && bottom > 0) said.push(`The axis begins at ${short(bottom)}, not at 0.`);
    caption.textContent = said.join(' ');
    const by = state.colour === 'rank' ? 'rank' : sweep.parameters[+state.colour].name;
    key.setAttribute('aria-label', `Colours by ${by}`);
    key.replaceChildren(...colours.key.map(([text, colour]) => {
      const line = el('i');
      line.style.background = colour;
      return el('li', {}, line, text);
    }), ...(crosses.length ? [el('li', {}, el('span', { class: 'cross' }, '✕ '), 'diverged')] : []));
    return chart;
  }

  const count = n => `${n} trial${n === 1 ? '' : 's'}`;

  function curves(part, sweep, kind) {
    const box = part.querySelector(`[data-figure="${kind}"]`);
    if (!box) return;
    const tools = part.querySelector(`[data-tools="${kind}"]`);
    const caption = part.querySelector(`[data-caption="${kind}"]`);
    const costs = sweep.curves.flatMap(curve => curve.cost).filter(y => y !== null);
    // Where a logarithmic axis would leave curves out, and with them a whole group perhaps, it is not the first choice.
    const below = costs.some(y => y <= 0);
    const state = {
      scale: below ? 'symmetric' : 'log',
      colour: sweep.parameters.length ? '0' : 'rank',
    };
    const key = el('ul', { class: 'key' });
    box.replaceChildren();
    let chart;
    const draw = () => { chart = lines(box, sweep, kind, state, caption, key); };
    if (kind === 'cost') {
      choice(tools, 'Scale', [...(below ? [['symmetric', 'symmetric logarithmic']] : []), ['log', 'logarithmic'], ['linear', 'linear']], state.scale, v => { state.scale = v; draw(); });
    }
    if (sweep.parameters.length) {
      choice(tools, 'Colour', [...sweep.parameters.map((p, i) => [String(i), p.name]), ['rank', 'rank']], state.colour,
        v => { state.colour = v; draw(); });
    }
    tools.append(key);
    draw();
    charts.push({ chart, draw });
    const row = event => event.target.closest && event.target.closest('tr[data-trial]');
    const light = type => event => {
      const line = row(event);
      if (line) chart.dispatchAction({ type, seriesId: 't' + line.dataset.trial });
    };
    const table = part.querySelector('table[data-ranking]');
    if (table) {
      table.addEventListener('mouseover', light('highlight'));
      table.addEventListener('mouseout', light('downplay'));
      table.addEventListener('focusin', light('highlight'));
      table.addEventListener('focusout', light('downplay'));
    }
    chart.on('click', event => {
      if (/^t\d+$/.test(event.seriesId)) location.hash = `${part.dataset.sweep}-${event.seriesId}`;
    });
    drawn++;
  }

  // What a heat map's cell says on hover.
  function story(sweep, cell, best) {
    const [, , all, , causes] = cell;
    const lines = [];
    if (best) {
      lines.push(`${sweep.metric} ${best.best} in trial ${best.n}`);
      if (best.warnings) lines.push(`Warnings: ${best.warnings}`);
    }
    for (const [code, n] of Object.entries(causes)) {
      lines.push(`${n} of ${count(all)} diverged: ${code}. ${sweep.causes[code][1]}`);
    }
    return lines.join('\n') || count(all);
  }

  function cells(part, sweep) {
    const box = part.querySelector('[data-figure="cells"]');
    if (!box) return;
    const tools = part.querySelector('[data-tools="cells"]');
    const caption = part.querySelector('[data-caption="cells"]');
    box.removeAttribute('role');
    box.removeAttribute('aria-label');
    const byNumber = new Map(sweep.trials.map(t => [t.n, t]));
    const shown = new Set(sweep.maps.flatMap(map => [map.down, map.across]));
    const names = sweep.parameters.map((p, i) => [String(i), p.name]).filter((p, i) => shown.has(i));
    // The learning rate reads best from left to right.
    const across = names.find(([, name]) => name === 'learning_rate') || names[1];
    const state = { down: names.find(name => name !== across)[0], across: across[0] };
    const key = el('ul', { class: 'key' });
    const draw = () => {
      const [i, j] = [+state.down, +state.across];
      const map = sweep.maps.find(m => m.down === Math.min(i, j) && m.across === Math.max(i, j));
      const [down, across] = [sweep.parameters[i], sweep.parameters[j]];
      const grid = down.values.map(() => across.values.map(() => null));
      for (const cell of map.cells) grid[cell[i < j ? 0 : 1]][cell[i < j ? 1 : 0]] = cell;
      const values = map.cells.filter(cell => cell[3] !== null).map(cell => byNumber.get(cell[3]).best);
      const low = Math.min(...values);
      const high = Math.max(...values);
      const pooled = map.cells.some(cell => cell[2] > 1);
      const colourOf = value => {
        const share = high > low ? (value - low) / (high - low) : 1;
        return ramp(sweep.goal === 'maximize' ? share : 1 - share);
      };
      const said = new Set();
      const one = cell => {
        if (!cell) return el('td', { class: 'void', title: 'no trial' }, '–');
        const [, , all, number, causes] = cell;
        const best = number === null ? null : byNumber.get(number);
        const codes = Object.keys(causes);
        codes.forEach(code => said.add(code));
        const bad = codes.reduce((sum, code) => sum + causes[code], 0);
        const why = codes.flatMap(code => [el('br'), (codes.length > 1 ? `${causes[code]} ` : '') + sweep.causes[code][0]]);
        const share = bad === all ? (pooled ? (all === 1 ? '1 trial' : `all ${all} trials`) : '') : `${bad} of ${all} diverged`;
        const title = story(sweep, cell, best);
        if (!best) {
          if (!bad) return el('td', { class: 'void', title }, '–', el('small', {}, `${count(all)}, no result`));
          return el('td', { class: 'dead', title }, el('b', {}, '✕'), el('small', {}, ...why.slice(1)), el('small', {}, share));
        }
        const link = el('a', { href: `#${part.dataset.sweep}-t${best.n}` }, value(sweep, best.best) + (best.warnings ? ' ⚠' : ''));
        const td = el('td', { title }, link);
        if (bad) td.append(el('small', { class: 'band' }, share, ...why));
        else if (pooled) td.append(el('small', {}, count(all)));
        const colour = colourOf(best.best);
        td.style.background = css(colour);
        td.style.color = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2] > 120 ? '#101010' : '#ffffff';
        return td;
      };
      const head = el('tr', {}, el('th', { class: 'axis' }, `${down.name} ↓  ${across.name} →`),
        ...across.values.map(text => el('th', { scope: 'col' }, text)));
      const rows = grid.map((line, at) => el('tr', {}, el('th', { scope: 'row' }, down.values[at]), ...line.map(one)));
      box.replaceChildren(el('table', { 'aria-label': `Best ${sweep.metric} by ${down.name} and ${across.name}` },
        el('thead', {}, head), el('tbody', {}, ...rows)));
      const items = [];
      if (values.length) {
        const bar = el('i', { class: 'ramp' });
        bar.style.background = `linear-gradient(90deg, ${css(colourOf(low))}, ${css(colourOf((low + high) / 2))}, ${css(colourOf(high))})`;
        items.push(el('li', {}, `${value(sweep, low)} `, bar, value(sweep, high)));
      }
      if (said.size) items.push(el('li', {}, el('i', { class: 'hatch' }), 'diverged'));
      if (map.cells.some(cell => cell[3] !== null && byNumber.get(cell[3]).warnings)) {
        items.push(el('li', {}, '⚠ the best trial has a warning'));
      }
      key.replaceChildren(...items);
      caption.replaceChildren(...Object.keys(sweep.causes).filter(code => said.has(code)).flatMap((code, at) => [
        ...(at ? [el('br')] : []), el('b', {}, sweep.causes[code][0]), `: ${sweep.causes[code][1]}`]));
    };
    const pick = (own, other) => chosen => {
      if (chosen === state[other]) {
        state[other] = state[own];
        (other === 'down' ? first : second).value = state[other];
      }
      state[own] = chosen;
      draw();
    };
    const first = choice(tools, 'Down', names, state.down, pick('down', 'across'));
    const second = choice(tools, 'Across', names, state.across, pick('across', 'down'));
    tools.append(key);
    draw();
    drawn++;
  }

  // The share of trials still finite by epoch, of all of them or by the values of an axis.
  function survival(part, sweep) {
    const box = part.querySelector('[data-figure="survival"]');
    if (!box) return;
    const tools = part.querySelector('[data-tools="survival"]');
    const state = { by: 'all' };
    const percent = share => `${+(100 * share).toPrecision(4)} %`;
    const key = el('ul', { class: 'key' });
    box.replaceChildren();
    const chart = echarts.init(box, null, { renderer: 'svg' });
    const draw = () => {
      const by = sweep.survival.by.find(group => String(group.axis) === state.by);
      const colours = by ? palette(sweep, state.by) : null;
      const groups = by
        ? by.values.map((values, i) => ({ ...values, name: sweep.parameters[by.axis].values[i], colour: colours.of({ at: { [by.axis]: i } }) }))
        : [{ ...sweep.survival.all, name: 'all trials', colour: theme('link') }];
      const soft = { color: theme('soft') };
      chart.setOption({
        animation: false, backgroundColor: 'transparent', textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
        grid: { left: 64, right: 64, top: 20, bottom: 44 },
        tooltip: {
          trigger: 'item', confine: true, backgroundColor: theme('sheet'), borderColor: theme('line'),
          textStyle: { color: theme('ink'), fontSize: 13 },
        },
        xAxis: {
          type: 'value', name: 'epoch', nameLocation: 'middle', nameGap: 28, min: 0, minInterval: 1,
          max: Math.max(1, sweep.survival.all.epoch[sweep.survival.all.epoch.length - 1]),
          splitLine: { show: false }, nameTextStyle: soft, axisLabel: soft, axisLine: { lineStyle: soft },
        },
        yAxis: {
          type: 'value', min: 0, max: 1, interval: 0.25, axisLabel: { ...soft, formatter: percent },
          splitLine: { lineStyle: { color: theme('line') } },
        },
        series: groups.filter(group => group.started).map(group => ({
          name: group.name, type: 'line', step: 'end', symbol: 'circle', symbolSize: 6, clip: false,
          data: group.epoch.map((epoch, i) => ({ value: [epoch, group.finite[i] / group.started], finite: group.finite[i] })),
          lineStyle: { color: group.colour, width: 2.2 }, itemStyle: { color: group.colour },
          endLabel: {
            show: true, color: theme('ink'), fontSize: 12, fontWeight: 600, formatter: p => percent(p.value[1]),
          },
          labelLayout: { moveOverlap: 'shiftY' },
          tooltip: {
            formatter: p => `<b>${escape(group.name)}</b><br>after epoch ${p.value[0]}: ${p.data.finite} of`
              + ` ${count(group.started)} finite, <b>${percent(p.value[1])}</b>`,
          },
        })),
      }, { notMerge: true });
      key.replaceChildren(...(colours ? colours.key : []).map(([text, colour]) => {
        const line = el('i');
        line.style.background = colour;
        return el('li', {}, line, text);
      }));
    };
    if (sweep.survival.by.length) {
      const names = sweep.survival.by.map(group => [String(group.axis), sweep.parameters[group.axis].name]);
      choice(tools, 'By', [['all', 'all trials together'], ...names], state.by, chosen => { state.by = chosen; draw(); });
    }
    tools.append(key);
    draw();
    charts.push({ chart, draw });
    drawn++;
  }

  // What a cell sorts by: its number in full, or its text. Whatever is no number sorts last, either way.
  function sortKey(cell, numeric) {
    const text = cell.title || cell.textContent;
    if (!numeric) return text;
    const number = Number(text);
    return text.trim() === '' || !Number.isFinite(number) ? null : number;
  }

  function sorting(table) {
    const body = table.tBodies[0];
    const original = [...body.rows];
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const numeric = heading.classList.contains('n');
      // A name such as learning_rate may break behind its underscore: with the mark beside it, it is the widest in its column.
      const parts = heading.textContent.split(/(?<=_)/);
      const button = el('button', { type: 'button' }, ...parts.flatMap((part, i) => (i ? [el('wbr'), part] : [part])));
      heading.replaceChildren(button);
      if (column === 0) heading.setAttribute('aria-sort', 'ascending');
      button.addEventListener('click', () => {
        const down = heading.getAttribute('aria-sort') === 'ascending';
        for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
        heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const keyed = original.map((row, place) => ({ row, place, key: sortKey(row.cells[column], numeric) }));
        keyed.sort((a, b) => {
          if (a.key === null || b.key === null) return (a.key === null) - (b.key === null) || a.place - b.place;
          const order = numeric ? a.key - b.key : a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
          return (down ? -order : order) || a.place - b.place;
        });
        body.append(...keyed.map(entry => entry.row));
      });
    });
  }

  function filtering(part, table) {
    const tools = part.querySelector('[data-tools="ranking"]');
    const rows = [...table.tBodies[0].rows];
    const texts = rows.map(row => [...row.cells].map(cell => cell.textContent).join(' ').toLowerCase());
    const input = el('input', { type: 'search', placeholder: 'e.g. tanh diverged' });
    const status = el('span', { role: 'status' }, `${count(rows.length)}`);
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, i) => {
        row.hidden = !words.every(word => texts[i].includes(word));
        if (!row.hidden) shown++;
      });
      status.textContent = words.length ? `${shown} of ${count(rows.length)}` : count(rows.length);
    });
    tools.append(el('label', {}, 'Filter', input), status);
  }

  try {
    const sweeps = JSON.parse(document.getElementById('data').textContent);
    document.querySelectorAll('[data-sweep]').forEach((part, i) => {
      for (const kind of ['cost', 'validation', 'test']) curves(part, sweeps[i], kind);
      cells(part, sweeps[i]);
      survival(part, sweeps[i]);
      const table = part.querySelector('table[data-ranking]');
      if (table) {
        sorting(table);
        filtering(part, table);
      }
    });
    addEventListener('resize', () => charts.forEach(entry => entry.chart.resize()));
    // Paper is narrow and always light. A flush draws at once: a page being printed gets no further frame.
    const redraw = size => charts.forEach(entry => {
      entry.chart.resize(size);
      entry.draw();
      entry.chart.getZr().flush();
    });
    const fit = () => redraw(paper.matches ? { width: 680, height: 330 } : { width: 'auto', height: 'auto' });
    dark.addEventListener('change', fit);
    paper.addEventListener('change', fit);
    root.dataset.figures = drawn;
  } catch (error) {
    failed(error);
  }
})();

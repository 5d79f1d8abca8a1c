// What pages gain by a script: a period chosen by dragging, a map that moves, a chart as a picture, a link to copy.
// Every page works without it.
"use strict";
(() => {
  document.documentElement.classList.add("js");
  const SVG = "http://www.w3.org/2000/svg";

  // Each row of the table under a chart becomes a place on the chart that can be pointed at and clicked.
  function stretches(svg) {
    const width = +svg.dataset.step;
    return [...svg.closest("figure").querySelectorAll("tr[data-n]")].map((row) => {
      const x = +svg.dataset.left + row.dataset.n * width;
      const [label, incidents, killed, range, read] = [...row.cells].map((cell) => cell.textContent);
      const link = document.createElementNS(SVG, "a");
      link.setAttribute("href", row.querySelector("a").getAttribute("href"));
      link.setAttribute("tabindex", -1);
      const title = document.createElementNS(SVG, "title");
      title.textContent = `${label}: ${incidents} incidents, ${killed} killed (${range}), ${read} documents read`;
      const hit = document.createElementNS(SVG, "rect");
      for (const [name, value] of Object.entries({ class: "hit", x, y: 0, width, height: svg.viewBox.baseVal.height })) hit.setAttribute(name, value);
      link.append(title, hit);
      svg.append(link);
      return { x, width, asked: new URL(row.querySelector("a").href).searchParams };
    });
  }

  function brush(svg) {
    const point = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const bins = stretches(svg);
    let start = null;
    let shape = null;
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    svg.addEventListener("pointerdown", (event) => { if (event.button === 0 && event.pointerType === "mouse") start = point(event).x; });
    svg.addEventListener("pointermove", (event) => {
      if (start === null) return;
      const x = point(event).x;
      if (!shape && Math.abs(x - start) > 4) {
        shape = document.createElementNS(SVG, "rect");
        shape.setAttribute("class", "brush");
        shape.setAttribute("y", 0);
        shape.setAttribute("height", svg.viewBox.baseVal.height - 30);
        svg.append(shape);
        svg.setPointerCapture(event.pointerId);
      }
      if (shape) {
        shape.setAttribute("x", Math.min(start, x));
        shape.setAttribute("width", Math.abs(x - start));
      }
    });
    svg.addEventListener("pointerup", (event) => {
      const ends = [start, point(event).x].sort((a, b) => a - b);
      const dragged = shape !== null;
      start = null;
      if (!dragged) return;
      shape.remove();
      shape = null;
      svg.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
      const chosen = bins.filter((bin) => bin.x + bin.width > ends[0] && bin.x < ends[1]);
      if (!chosen.length) return;
      const address = new URL(svg.dataset.brush, location.href);
      address.searchParams.set("since", chosen[0].asked.get("since"));
      address.searchParams.set("until", chosen[chosen.length - 1].asked.get("until"));
      location.assign(address);
    });
  }

  // TopoJSON to GeoJSON: arcs are differences on a grid; a negative number is an arc walked backwards.
  function outlines(topology) {
    const { scale, translate } = topology.transform;
    const arcs = topology.arcs.map((arc) => {
      let x = 0;
      let y = 0;
      return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
    });
    const ring = (numbers) => numbers.flatMap((n, i) => {
      const points = n < 0 ? [...arcs[~n]].reverse() : arcs[n];
      return i ? points.slice(1) : points;
    });
    return topology.objects.countries.geometries.map((shape) => ({
      type: "Feature",
      id: shape.id,
      properties: shape.properties,
      geometry: {
        type: shape.type,
        coordinates: shape.type === "Polygon" ? shape.arcs.map(ring) : (shape.arcs || []).map((part) => part.map(ring)),
      },
    }));
  }

  function words(spot) {
    const box = document.createElement("div");
    const name = document.createElement("b");
    name.textContent = spot.name; // words of an article: never markup
    const told = spot.incidents === 1 ? "1 incident" : `${spot.incidents.toLocaleString("en")} incidents`;
    box.append(name);
    if (spot.href) {
      const link = document.createElement("a");
      link.href = spot.href;
      link.textContent = told;
      box.append(document.createElement("br"), link);
      if (spot.killed) box.append(`, ${spot.killed.toLocaleString("en")} killed`);
    }
    const near = spot.radius_km ? `known to about ${Math.round(spot.radius_km)} km` : "";
    const precision = spot.level === "country" ? "known to the country and no closer" : POINTS.has(spot.level) ? near : `somewhere in this ${spot.level}`;
    if (precision) box.append(document.createElement("br"), precision);
    return box;
  }

  // The places of an answer, which come column by column, with a name and a link each.
  const POINTS = new Set(["site", "locality"]);
  function spotsOf(answer) {
    const columns = Object.entries(answer.spots);
    return answer.spots.place.map((_, i) => {
      const spot = Object.fromEntries(columns.map(([name, values]) => [name, values[i]]));
      const country = (answer.names[spot.country] || [spot.country])[0];
      const names = [spot.place, spot.province, country].filter(Boolean);
      const asked = { country: spot.country, province: spot.province, text: spot.place && `"${spot.place}"` };
      const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
      const href = answer.link && `${answer.link}${answer.link.includes("?") ? "&" : "?"}${query}`;
      return { ...spot, name: [...new Set(names)].join(", "), href, number: (answer.names[spot.country] || [])[1], at: [spot.latitude, spot.longitude] };
    });
  }

  // Provinces of one country, by name: rings of steps in hundredths of a degree, read once.
  const asked = new Map();
  function provinces(number) {
    const ring = (written) => {
      let x = 0;
      let y = 0;
      return written.split(" ").map((step) => {
        const [east, north] = step.split(",");
        return [(y += +north) / 100, (x += +east) / 100];
      });
    };
    if (!asked.has(number)) {
      asked.set(number, fetch(`/outlines/${number}.json`).then((answer) => answer.json()).then((found) =>
        new Map(found.provinces.map(([name, written]) => [name, written.split(";").map(ring)]))));
    }
    return asked.get(number);
  }

  const PLAIN = { color: null, fillColor: null, fillOpacity: null };
  const CLOSE = 4.5; // from this zoom on provinces are drawn
  const NAMED = 6.5; // and from this one on named
  const AT_ONCE = 12; // countries whose provinces are fetched

  // Borders of provinces for the countries of incidents that are in view, once the map is close enough.
  function drawProvinces(shown, lands, numbers) {
    const drawn = new Set();
    const draw = async () => {
      shown.getContainer().classList.toggle("close", shown.getZoom() >= NAMED);
      if (shown.getZoom() < CLOSE) return;
      const seen = shown.getBounds();
      const near = lands.getLayers().filter((land) => numbers.has(land.feature.id) && !drawn.has(land.feature.id) && seen.intersects(land.getBounds()));
      for (const land of near.slice(0, AT_ONCE)) {
        drawn.add(land.feature.id);
        const found = await provinces(land.feature.id);
        for (const [name, rings] of found) {
          const label = document.createElement("span");
          label.textContent = name;
          L.polygon(rings, { ...PLAIN, className: "province", interactive: false, pane: "provinces" }).addTo(shown)
            .bindTooltip(label, { permanent: true, direction: "center", className: "province-name", pane: "provinces" });
        }
      }
    };
    shown.on("moveend", draw);
    draw();
  }

  // A place: a mark in its circle where a town is known, the province itself where no more is known than that.
  function drawSpot(spot, shown, most, known, alone) {
    const at = L.latLng(spot.at);
    const point = POINTS.has(spot.level);
    const rings = spot.level === "province" && known.get(spot.number)?.get(spot.province);
    const area = rings ? L.polygon(rings, { ...PLAIN, className: "area" })
      : L.circle(at, { ...PLAIN, radius: Math.max(spot.radius_km, 1) * 1000, className: point ? "around" : "area" });
    area.addTo(shown).bindPopup(() => words(spot));
    if (!point) return rings ? area.getBounds() : at.toBounds(Math.max(spot.radius_km, 1) * 2000);
    const radius = 4 + 12 * Math.sqrt(spot.incidents / Math.max(most, 25)) * (most > 1);
    const mark = L.circleMarker(at, { ...PLAIN, radius, className: "spot" }).addTo(shown).bindPopup(() => words(spot));
    const name = document.createElement("span");
    name.textContent = alone ? spot.place || spot.province : spot.name; // a string would be taken for markup
    mark.bindTooltip(name, alone ? { permanent: true, direction: "right", offset: [6, 0] } : {});
    return at.toBounds(Math.max(spot.radius_km, 1) * 2000);
  }

  async function map(box) {
    const [answer, world] = await Promise.all([box.dataset.map, box.dataset.world].map((address) => fetch(address).then((found) => found.json())));
    box.replaceChildren();
    const small = box.classList.contains("small");
    const shown = L.map(box, { zoomSnap: 0.25, minZoom: 1, maxZoom: 12, worldCopyJump: true, scrollWheelZoom: false, attributionControl: false }).setView([20, 20], 1.5);
    shown.createPane("lands").style.zIndex = 200;
    shown.createPane("provinces").style.zIndex = 210;
    const told = new Map(answer.countries.map((country) => [country.numeric, { ...country, level: "country" }]));
    const lands = L.geoJSON(outlines(world), {
      pane: "lands",
      style: (land) => ({ ...PLAIN, className: told.has(land.id) ? "land told" : "land", interactive: told.has(land.id) }),
      onEachFeature: (land, layer) => { if (told.has(land.id)) layer.bindPopup(() => words(told.get(land.id))); },
    }).addTo(shown);
    const bounds = L.latLngBounds([]);
    lands.eachLayer((layer) => { if (told.has(layer.feature.id)) bounds.extend(layer.getBounds()); });
    const spots = spotsOf(answer).reverse(); // the busiest on top
    const most = Math.max(1, ...spots.map((spot) => spot.incidents));
    const areas = spots.filter((spot) => !POINTS.has(spot.level));
    const numbers = [...new Set(areas.map((spot) => spot.number).filter(Boolean))].slice(-AT_ONCE);
    const known = new Map(await Promise.all(numbers.map(async (number) => [number, await provinces(number)])));
    for (const spot of [...areas, ...spots.filter((one) => POINTS.has(one.level))]) bounds.extend(drawSpot(spot, shown, most, known, spots.length === 1));
    if (bounds.isValid()) shown.fitBounds(bounds.pad(0.12), { maxZoom: small ? 6 : 7, animate: false });
    drawProvinces(shown, lands, new Set([...told.keys(), ...spots.map((spot) => spot.number)]));
    shown.on("focus", () => shown.scrollWheelZoom.enable()).on("blur", () => shown.scrollWheelZoom.disable());
    if (answer.left_out) {
      const note = document.createElement("p");
      note.className = "map-note";
      note.textContent = `${answer.left_out.toLocaleString("en")} incidents at less busy places are not drawn: choose a period or an area`;
      box.append(note);
    }
    box.classList.add("ready");
  }

  // A chart as a picture: the styles that apply are written into a copy, since a picture has no style sheet.
  function picture(svg) {
    const copy = svg.cloneNode(true);
    const from = [svg, ...svg.querySelectorAll("*")];
    [copy, ...copy.querySelectorAll("*")].forEach((node, i) => {
      const style = getComputedStyle(from[i]);
      for (const name of ["fill", "fill-opacity", "stroke", "stroke-width", "opacity", "font"]) node.setAttribute(name, style.getPropertyValue(name));
      if (node.tagName === "text") for (const name of ["font-family", "font-size", "font-weight"]) node.setAttribute(name, style.getPropertyValue(name));
    });
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const { width, height } = svg.viewBox.baseVal;
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = width * 2;
      canvas.height = height * 2;
      const pen = canvas.getContext("2d");
      pen.fillStyle = getComputedStyle(document.body).backgroundColor;
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      const link = document.createElement("a");
      link.download = `recount-${svg.closest("figure").className.split(" ").pop()}.png`;
      link.href = canvas.toDataURL("image/png");
      link.click();
    };
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  }

  function copies(button) {
    button.addEventListener("click", async () => {
      const source = document.querySelector(button.dataset.copy);
      await navigator.clipboard.writeText(source.textContent.trim());
      button.textContent = "Copied";
    });
  }

  function start() {
    document.querySelectorAll("svg[data-brush]").forEach(brush);
    document.querySelectorAll("[data-map]").forEach((box) => map(box).catch((error) => { box.classList.add("failed"); console.error(error); }));
    document.querySelectorAll("[data-copy]").forEach(copies);
    document.querySelectorAll("[data-png]").forEach((button) => button.addEventListener("click", () => {
      const svg = document.querySelector(button.dataset.png);
      if (svg) picture(svg);
    }));
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

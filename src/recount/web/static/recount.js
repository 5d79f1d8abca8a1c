// What pages gain by a script: a period chosen by dragging, a map that moves, a chart as a picture, a link to copy.
// Every page works without it.
"use strict";
(() => {
  document.documentElement.classList.add("js");

  function brush(svg) {
    const point = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const bins = [...svg.querySelectorAll("a[data-since]")].map((link) => {
      const box = link.querySelector(".hit");
      return { x: +box.getAttribute("x"), width: +box.getAttribute("width"), link };
    });
    let start = null;
    let shape = null;
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    svg.addEventListener("pointerdown", (event) => { if (event.button === 0 && event.pointerType === "mouse") start = point(event).x; });
    svg.addEventListener("pointermove", (event) => {
      if (start === null) return;
      const x = point(event).x;
      if (!shape && Math.abs(x - start) > 4) {
        shape = document.createElementNS("http://www.w3.org/2000/svg", "rect");
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
      address.searchParams.set("since", chosen[0].link.dataset.since);
      address.searchParams.set("until", chosen[chosen.length - 1].link.dataset.until);
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
    name.textContent = spot.name;
    const link = document.createElement("a");
    link.href = spot.href;
    link.textContent = spot.incidents === 1 ? "1 incident" : `${spot.incidents.toLocaleString("en")} incidents`;
    box.append(name, document.createElement("br"), spot.href ? link : document.createTextNode(""));
    if (spot.killed) box.append(`, ${spot.killed.toLocaleString("en")} killed`);
    if (spot.radius_km) {
      const precision = spot.point ? `known to about ${spot.radius_km} km` : `somewhere in this area, about ${Math.round(spot.radius_km)} km around`;
      box.append(document.createElement("br"), precision);
    }
    return box;
  }

  async function map(box) {
    const [places, world] = await Promise.all([
      fetch(box.dataset.map).then((answer) => answer.json()),
      fetch("/static/vendor/countries.json").then((answer) => answer.json()),
    ]);
    box.replaceChildren();
    const shown = L.map(box, { zoomSnap: 0.25, minZoom: 1, maxZoom: 12, worldCopyJump: true, scrollWheelZoom: false, attributionControl: false }).setView([20, 20], 1.5);
    const told = new Map(places.countries.map((country) => [country.numeric, country]));
    const lands = L.geoJSON(outlines(world), {
      interactive: true,
      style: (land) => ({ className: told.has(land.id) ? "land told" : "land", fillOpacity: 1, color: null, fillColor: null }),
      onEachFeature: (land, layer) => {
        const country = told.get(land.id);
        if (country) layer.bindPopup(words({ ...country, killed: 0 }));
        else layer.options.interactive = false;
      },
    }).addTo(shown);
    const bounds = L.latLngBounds([]);
    lands.eachLayer((layer) => { if (told.has(layer.feature.id)) bounds.extend(layer.getBounds()); });
    const most = Math.max(1, ...places.spots.map((spot) => spot.incidents));
    for (const spot of places.spots) {
      const circle = L.circle(spot.at, { radius: Math.max(spot.radius_km, 1) * 1000, className: spot.point ? "around" : "area", color: null, fillColor: null, fillOpacity: null }).addTo(shown);
      circle.bindPopup(words(spot));
      bounds.extend(L.latLng(spot.at).toBounds(Math.max(spot.radius_km, 1) * 2000));
      if (spot.point) {
        const mark = L.circleMarker(spot.at, { radius: 4 + 12 * Math.sqrt(spot.incidents / most) * (most > 1), className: "spot", color: null, fillColor: null, fillOpacity: null }).addTo(shown);
        mark.bindPopup(words(spot));
        const name = document.createElement("span");
        name.textContent = spot.name; // words of an article: a string would be taken for markup
        mark.bindTooltip(name);
      }
    }
    if (bounds.isValid()) shown.fitBounds(bounds.pad(0.12), { maxZoom: box.classList.contains("small") ? 5.5 : 7, animate: false });
    shown.on("focus", () => shown.scrollWheelZoom.enable()).on("blur", () => shown.scrollWheelZoom.disable());
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
      link.download = "recount-timeline.png";
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

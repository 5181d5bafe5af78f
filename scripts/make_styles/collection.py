"""Every work of the collection, the most striking first: the order in which a gallery shows them."""

from __future__ import annotations

from scripts.make_styles import (
    blueprint,
    candle,
    cloth,
    comic,
    cubes,
    dots,
    gold,
    impasto,
    ink,
    marble,
    modern,
    neon,
    oils,
    pieces,
    prints,
    watercolour,
)
from scripts.make_styles.work import Work

WORKS: tuple[Work, ...] = (
    Work("starry-swirl", "Starry Swirl", "impasto oil", "Painting", impasto.starry_swirl),
    Work("great-wave", "The Claw of the Wave", "colour woodblock", "Print", prints.great_wave),
    Work("psychedelic-marble", "Psychedelic Marble", "marbled paper", "Modern", marble.psychedelic_marble),
    Work("rose-valley", "Rose Valley", "stained glass", "Craft", pieces.stained_glass),
    Work("sunflowers", "Sunflowers in a Jug", "impasto oil", "Painting", impasto.sunflowers),
    Work("comic-tear", "The Last Letter", "halftone comic", "Print", comic.comic_tear),
    Work("neon-street", "Street after Midnight", "neon and rain", "Modern", neon.neon_street),
    Work("water-lilies", "Lily Pond at Evening", "impressionist oil", "Painting", oils.water_lilies),
    Work("tree-of-life", "Tree of Spirals", "gold leaf and oil", "Craft", gold.tree_of_life),
    Work("koi-mosaic", "Koi Mosaic", "glass and gold mosaic", "Craft", pieces.mosaic_koi),
    Work("cubist-guitarist", "Guitar Player", "analytic cubism", "Modern", cubes.cubist_guitarist),
    Work("autumn-avenue", "October Avenue", "palette knife oil", "Painting", oils.autumn_avenue),
    Work("watercolour-lake", "First Light", "watercolour", "Painting", watercolour.watercolour_lake),
    Work("folk-embroidery", "Two Birds", "satin-stitch embroidery", "Craft", cloth.folk_embroidery),
    Work("thrown-paint", "Skeins", "poured and thrown enamel", "Modern", modern.thrown_paint),
    Work("sumi-bamboo", "Bamboo in Wind", "sumi-e ink", "Drawing", ink.sumi_bamboo),
    Work("fauve-harbour", "Harbour at Noon", "fauvist oil", "Modern", modern.fauve_harbour),
    Work("batik-mandala", "Lotus Mandala", "wax-resist batik", "Craft", cloth.batik_mandala),
    Work("blueprint-clock", "Horologium", "cyanotype working drawing", "Drawing", blueprint.blueprint_clock),
    Work("sunday-river", "Sunday by the River", "pointillist oil", "Painting", dots.pointillist_river),
    Work("raven-linocut", "Raven at Sunset", "linocut in three colours", "Print", prints.linocut_raven),
    Work("charcoal-head", "Head in Three Chalks", "charcoal, sanguine and white chalk", "Drawing", ink.charcoal_head),
    Work("alchemist-sun", "The Alchemist's Sun", "tinted copper engraving", "Print", ink.alchemist_sun),
    Work("candle-still-life", "Still Life by Candle", "chiaroscuro oil", "Painting", candle.candle_still_life),
)

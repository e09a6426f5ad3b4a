# Images with the same mean and other fractions
# Redraw in this folder with: gnuplot fraction-maps.gp
if (!exists('data')) data = 'fraction-maps.dat'
if (!exists('png')) png = 'fraction-maps.png'
if (!exists('svg')) svg = 'fraction-maps.svg'
if (!exists('from')) from = 1
if (!exists('to')) to = 2
set encoding utf8
set datafile missing 'NaN'
set minussign
do for [pass = from:to] {
# k makes points of equal size in both
if (pass == 1) {
  k = 1.0
  set terminal pngcairo enhanced size 1400,634 font 'DejaVu Sans,14' background 'white'
  set output png
} else {
  k = 0.68
  set terminal svg enhanced size 1400,634 font 'DejaVu Sans,14' fontscale 1.3333 dashlength 1.5 background 'white'
  set output svg
}
set multiplot
unset key
set grid xtics ytics lc rgb '#E4E4E4' lw 1 lt 1
set border lw 1.2
set tics front
set palette defined (0 '#440154', 1 '#472D7B', 2 '#3B528B', 3 '#2C728E', 4 '#21908C', 5 '#27AD81', 6 '#5DC863', 7 '#AADC32', 8 '#FDE725')
clip(v, a, b) = v < a ? a : v > b ? b : v

# panel 1
set lmargin at screen 0.08
set rmargin at screen 0.41
set tmargin at screen 0.8644
set bmargin at screen 0.1356
unset logscale x
set xrange [-8.0:8.0]
set xtics autofreq
set mxtics default
set format x ''
unset logscale y
set yrange [-8.0:8.0]
set ytics autofreq
set mytics default
set format y ''
set pm3d map corners2color c1
set cbrange [0.0:16.0]
set colorbox vertical user origin screen 0.42, 0.1356 size screen 0.0114, 0.7287
unset border
unset grid
unset xtics
unset ytics
set title ''
set xlabel ''
set ylabel ''
splot data index 0 using (clip($1,-8.0,8.0)):(clip($2,-8.0,8.0)):3 with pm3d notitle
set border 31 lw 1.2
set xtics out nomirror scale 0.7,0.35
set ytics out nomirror scale 0.7,0.35
set label 1000 'photons' at screen 0.48, 0.5 center rotate by 90 font ',14.0'
set label 1 'Images with the same mean and other fractions' at screen 0.5, 0.959 center noenhanced font ',18.0'
set title 'f = 0.05' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [-8.0:8.0]
set xtics autofreq
set mxtics default
set format x '%h'
unset logscale y
set yrange [-8.0:8.0]
set ytics autofreq
set mytics default
set format y '%h'
set xlabel 'x [deg]' font ',14.0'
set ylabel 'y [deg]' font ',14.0'
plot NaN notitle
unset label
unset arrow
unset object
set title ''
set xtics in mirror scale 1,0.5
set ytics in mirror scale 1,0.5
set grid xtics ytics lc rgb '#E4E4E4' lw 1 lt 1

# panel 2
set lmargin at screen 0.58
set rmargin at screen 0.91
set tmargin at screen 0.8644
set bmargin at screen 0.1356
unset logscale x
set xrange [-8.0:8.0]
set xtics autofreq
set mxtics default
set format x ''
unset logscale y
set yrange [-8.0:8.0]
set ytics autofreq
set mytics default
set format y ''
set pm3d map corners2color c1
set cbrange [0.0:16.0]
set colorbox vertical user origin screen 0.92, 0.1356 size screen 0.0114, 0.7287
unset border
unset grid
unset xtics
unset ytics
set title ''
set xlabel ''
set ylabel ''
splot data index 1 using (clip($1,-8.0,8.0)):(clip($2,-8.0,8.0)):3 with pm3d notitle
set border 31 lw 1.2
set xtics out nomirror scale 0.7,0.35
set ytics out nomirror scale 0.7,0.35
set label 1000 'photons' at screen 0.98, 0.5 center rotate by 90 font ',14.0'
set title 'f = 0.95' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [-8.0:8.0]
set xtics autofreq
set mxtics default
set format x '%h'
unset logscale y
set yrange [-8.0:8.0]
set ytics autofreq
set mytics default
set format y '%h'
set xlabel 'x [deg]' font ',14.0'
set ylabel 'y [deg]' font ',14.0'
plot NaN notitle
unset label
unset arrow
unset object
set title ''
set xtics in mirror scale 1,0.5
set ytics in mirror scale 1,0.5
set grid xtics ytics lc rgb '#E4E4E4' lw 1 lt 1
unset multiplot
}
unset output

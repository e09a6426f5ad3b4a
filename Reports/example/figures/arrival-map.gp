# Arrival directions at one place
# Redraw in this folder with: gnuplot arrival-map.gp
if (!exists('data')) data = 'arrival-map.dat'
if (!exists('png')) png = 'arrival-map.png'
if (!exists('svg')) svg = 'arrival-map.svg'
if (!exists('from')) from = 1
if (!exists('to')) to = 2
set encoding utf8
set datafile missing 'NaN'
set minussign
do for [pass = from:to] {
# k makes points of equal size in both
if (pass == 1) {
  k = 1.0
  set terminal pngcairo enhanced size 1400,900 font 'DejaVu Sans,14' background 'white'
  set output png
} else {
  k = 0.68
  set terminal svg enhanced size 1400,900 font 'DejaVu Sans,14' fontscale 1.3333 dashlength 1.5 background 'white'
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
set tmargin at screen 0.9044
set bmargin at screen 0.0956
unset logscale x
set xrange [-180.0:180.0]
set xtics autofreq
set mxtics default
set format x ''
unset logscale y
set yrange [-1.0:1.0]
set ytics autofreq
set mytics default
set format y ''
set pm3d map corners2color c1
set cbrange [-1.2971455529332543:1.8040188774466337]
set colorbox vertical user origin screen 0.42, 0.0956 size screen 0.0114, 0.8089
unset border
unset grid
unset xtics
unset ytics
set title ''
set xlabel ''
set ylabel ''
splot data index 0 using (clip($1,-180.0,180.0)):(clip($2,-1.0,1.0)):3 with pm3d notitle
set border 31 lw 1.2
set xtics out nomirror scale 0.7,0.35
set ytics out nomirror scale 0.7,0.35
set label 1000 '10³ (I − 1)' at screen 0.48, 0.5 center rotate by 90 font ',14.0'
set label 1 'Arrival directions at one place' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title 'τ = 1 l_c' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [-180.0:180.0]
set xtics autofreq
set mxtics default
set format x '%h'
unset logscale y
set yrange [-1.0:1.0]
set ytics autofreq
set mytics default
set format y '%h'
set xlabel 'longitude [deg]' font ',14.0'
set ylabel 'sin(latitude)' font ',14.0'
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
set tmargin at screen 0.9044
set bmargin at screen 0.0956
unset logscale x
set xrange [-180.0:180.0]
set xtics autofreq
set mxtics default
set format x ''
unset logscale y
set yrange [-1.0:1.0]
set ytics autofreq
set mytics default
set format y ''
set pm3d map corners2color c1
set cbrange [-5.187997027300328:7.354340098798318]
set colorbox vertical user origin screen 0.92, 0.0956 size screen 0.0114, 0.8089
unset border
unset grid
unset xtics
unset ytics
set title ''
set xlabel ''
set ylabel ''
splot data index 1 using (clip($1,-180.0,180.0)):(clip($2,-1.0,1.0)):3 with pm3d notitle
set border 31 lw 1.2
set xtics out nomirror scale 0.7,0.35
set ytics out nomirror scale 0.7,0.35
set label 1000 '10³ (I − 1)' at screen 0.98, 0.5 center rotate by 90 font ',14.0'
set title 'τ = 5 l_c' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [-180.0:180.0]
set xtics autofreq
set mxtics default
set format x '%h'
unset logscale y
set yrange [-1.0:1.0]
set ytics autofreq
set mytics default
set format y '%h'
set xlabel 'longitude [deg]' font ',14.0'
set ylabel 'sin(latitude)' font ',14.0'
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

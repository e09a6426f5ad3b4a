# Gains over the reference variant
# Redraw in this folder with: gnuplot bench-gains.gp
if (!exists('data')) data = 'bench-gains.dat'
if (!exists('png')) png = 'bench-gains.png'
if (!exists('svg')) svg = 'bench-gains.svg'
set encoding utf8
set datafile missing 'NaN'
set minussign
do for [pass = 1:2] {
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

# panel 1
set lmargin at screen 0.08
set rmargin at screen 0.98
set tmargin at screen 0.9044
set bmargin at screen 0.29
set label 1 'Gains over the reference variant' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title 'Gain' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [0.5:18.5]
set xtics autofreq
set mxtics default
set format x '%h'
set logscale y 10
set yrange [0.19204438105091143:305.0943856552229]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'row' font ',14.0'
set ylabel 'times as fast' font ',14.0'
set label 11 '' at screen 0.03, 0.1961 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 10 from screen 0.03, 0.1861 to screen 0.03, 0.2061 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 10 '1 tuning simd' at screen 0.05, 0.1961 left noenhanced font ',12'
set label 21 '' at screen 0.03, 0.1683 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 20 from screen 0.03, 0.1583 to screen 0.03, 0.1783 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 20 '2 tuning simd threads=2' at screen 0.05, 0.1683 left noenhanced font ',12'
set label 31 '' at screen 0.03, 0.1406 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 30 from screen 0.03, 0.1306 to screen 0.03, 0.1506 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 30 '3 combination threads=2' at screen 0.05, 0.1406 left noenhanced font ',12'
set label 41 '' at screen 0.03, 0.1128 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 40 from screen 0.03, 0.1028 to screen 0.03, 0.1228 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 40 '4 solve simd' at screen 0.05, 0.1128 left noenhanced font ',12'
set label 51 '' at screen 0.03, 0.085 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 50 from screen 0.03, 0.075 to screen 0.03, 0.095 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 50 '5 solve dense' at screen 0.05, 0.085 left noenhanced font ',12'
set label 61 '' at screen 0.03, 0.0572 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 60 from screen 0.03, 0.0472 to screen 0.03, 0.0672 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 60 '6 spectra simd' at screen 0.05, 0.0572 left noenhanced font ',12'
set label 71 '' at screen 0.03, 0.0294 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 70 from screen 0.03, 0.0194 to screen 0.03, 0.0394 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 70 '7 spectra simd threads=2' at screen 0.05, 0.0294 left noenhanced font ',12'
set label 81 '' at screen 0.304, 0.1961 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 80 from screen 0.304, 0.1861 to screen 0.304, 0.2061 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 80 '8 field fftw threads=2' at screen 0.324, 0.1961 left noenhanced font ',12'
set label 91 '' at screen 0.304, 0.1683 point pt 5 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 90 from screen 0.304, 0.1583 to screen 0.304, 0.1783 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 90 '9 grid-boris simd-double' at screen 0.324, 0.1683 left noenhanced font ',12'
set label 101 '' at screen 0.304, 0.1406 point pt 5 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 100 from screen 0.304, 0.1306 to screen 0.304, 0.1506 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 100 '10 grid-boris simd-single' at screen 0.324, 0.1406 left noenhanced font ',12'
set label 111 '' at screen 0.304, 0.1128 point pt 5 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 110 from screen 0.304, 0.1028 to screen 0.304, 0.1228 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 110 '11 grid-boris scalar threads=2' at screen 0.324, 0.1128 left noenhanced font ',12'
set label 121 '' at screen 0.304, 0.085 point pt 5 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 120 from screen 0.304, 0.075 to screen 0.304, 0.095 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 120 '12 grid-boris simd-double threads=2' at screen 0.324, 0.085 left noenhanced font ',12'
set label 131 '' at screen 0.304, 0.0572 point pt 5 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 130 from screen 0.304, 0.0472 to screen 0.304, 0.0672 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 130 '13 grid-boris simd-single threads=2' at screen 0.324, 0.0572 left noenhanced font ',12'
set label 141 '' at screen 0.304, 0.0294 point pt 5 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 140 from screen 0.304, 0.0194 to screen 0.304, 0.0394 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 140 '14 waves-boris simd-double' at screen 0.324, 0.0294 left noenhanced font ',12'
set label 151 '' at screen 0.578, 0.1961 point pt 5 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 150 from screen 0.578, 0.1861 to screen 0.578, 0.2061 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 150 '15 waves-boris simd-single' at screen 0.598, 0.1961 left noenhanced font ',12'
set label 161 '' at screen 0.578, 0.1683 point pt 5 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 160 from screen 0.578, 0.1583 to screen 0.578, 0.1783 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 160 '16 waves-boris scalar threads=2' at screen 0.598, 0.1683 left noenhanced font ',12'
set label 171 '' at screen 0.578, 0.1406 point pt 9 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 170 from screen 0.578, 0.1306 to screen 0.578, 0.1506 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 170 '17 waves-boris simd-double threads=2' at screen 0.598, 0.1406 left noenhanced font ',12'
set label 181 '' at screen 0.578, 0.1128 point pt 9 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 180 from screen 0.578, 0.1028 to screen 0.578, 0.1228 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 180 '18 waves-boris simd-single threads=2' at screen 0.598, 0.1128 left noenhanced font ',12'
set arrow 190 from screen 0.5651, 0.085 to screen 0.5909, 0.085 nohead lc rgb '#707070' lw 1.8 dt 2
set label 190 'no gain' at screen 0.598, 0.085 left noenhanced font ',12'
plot data index 18 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 0 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 1 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 2 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 3 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 4 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 5 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 6 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 7 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 8 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 9 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 10 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 11 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 12 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 13 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 14 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 15 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 16 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 17 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 9 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output

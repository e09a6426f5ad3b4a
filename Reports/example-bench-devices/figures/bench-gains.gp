# Gains over the reference variant
# Redraw in this folder with: gnuplot bench-gains.gp
if (!exists('data')) data = 'bench-gains.dat'
if (!exists('png')) png = 'bench-gains.png'
if (!exists('svg')) svg = 'bench-gains.svg'
if (!exists('from')) from = 1
if (!exists('to')) to = 2
set encoding utf8
set datafile missing 'NaN'
set minussign
do for [pass = from:to] {
# k makes points of equal size in both
if (pass == 1) {
  k = 1.0
  set terminal pngcairo enhanced size 1400,2025 font 'DejaVu Sans,14' background 'white'
  set output png
} else {
  k = 0.68
  set terminal svg enhanced size 1400,2025 font 'DejaVu Sans,14' fontscale 1.3333 dashlength 1.5 background 'white'
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
set tmargin at screen 0.9575
set bmargin at screen 0.6968
set label 1 'Gains over the reference variant' at screen 0.5, 0.9872 center noenhanced font ',18.0'
set title 'Gain' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [0.5:104.5]
set xtics autofreq
set mxtics default
set format x '%h'
set logscale y 10
set yrange [0.0703812606707062:208.6194679958063]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'row' font ',14.0'
set ylabel 'times as fast' font ',14.0'
set label 11 '' at screen 0.03, 0.6551 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 10 from screen 0.03, 0.6506 to screen 0.03, 0.6595 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 10 '1 field fftw threads=2' at screen 0.05, 0.6551 left noenhanced font ',12'
set label 21 '' at screen 0.03, 0.6427 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 20 from screen 0.03, 0.6383 to screen 0.03, 0.6472 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 20 '2 grid-boris simd-double' at screen 0.05, 0.6427 left noenhanced font ',12'
set label 31 '' at screen 0.03, 0.6304 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 30 from screen 0.03, 0.6259 to screen 0.03, 0.6348 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 30 '3 grid-boris simd-single' at screen 0.05, 0.6304 left noenhanced font ',12'
set label 41 '' at screen 0.03, 0.618 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 40 from screen 0.03, 0.6136 to screen 0.03, 0.6225 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 40 '4 grid-boris scalar threads=2' at screen 0.05, 0.618 left noenhanced font ',12'
set label 51 '' at screen 0.03, 0.6057 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 50 from screen 0.03, 0.6012 to screen 0.03, 0.6101 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 50 '5 grid-boris simd-double threads=2' at screen 0.05, 0.6057 left noenhanced font ',12'
set label 61 '' at screen 0.03, 0.5933 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 60 from screen 0.03, 0.5889 to screen 0.03, 0.5978 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 60 '6 grid-boris simd-single threads=2' at screen 0.05, 0.5933 left noenhanced font ',12'
set label 71 '' at screen 0.03, 0.581 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 70 from screen 0.03, 0.5765 to screen 0.03, 0.5854 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 70 '7 grid-boris opencl:0 single' at screen 0.05, 0.581 left noenhanced font ',12'
set label 81 '' at screen 0.03, 0.5686 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 80 from screen 0.03, 0.5642 to screen 0.03, 0.5731 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 80 '8 grid-boris opencl:0 double' at screen 0.05, 0.5686 left noenhanced font ',12'
set label 91 '' at screen 0.03, 0.5563 point pt 5 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 90 from screen 0.03, 0.5519 to screen 0.03, 0.5607 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 90 '9 waves-boris simd-double' at screen 0.05, 0.5563 left noenhanced font ',12'
set label 101 '' at screen 0.03, 0.544 point pt 5 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 100 from screen 0.03, 0.5395 to screen 0.03, 0.5484 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 100 '10 waves-boris simd-single' at screen 0.05, 0.544 left noenhanced font ',12'
set label 111 '' at screen 0.03, 0.5316 point pt 5 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 110 from screen 0.03, 0.5272 to screen 0.03, 0.536 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 110 '11 waves-boris scalar threads=2' at screen 0.05, 0.5316 left noenhanced font ',12'
set label 121 '' at screen 0.03, 0.5193 point pt 5 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 120 from screen 0.03, 0.5148 to screen 0.03, 0.5237 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 120 '12 waves-boris simd-double threads=2' at screen 0.05, 0.5193 left noenhanced font ',12'
set label 131 '' at screen 0.03, 0.5069 point pt 5 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 130 from screen 0.03, 0.5025 to screen 0.03, 0.5114 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 130 '13 waves-boris simd-single threads=2' at screen 0.05, 0.5069 left noenhanced font ',12'
set label 141 '' at screen 0.03, 0.4946 point pt 5 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 140 from screen 0.03, 0.4901 to screen 0.03, 0.499 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 140 '14 waves-boris opencl:0 single' at screen 0.05, 0.4946 left noenhanced font ',12'
set label 151 '' at screen 0.03, 0.4822 point pt 5 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 150 from screen 0.03, 0.4778 to screen 0.03, 0.4867 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 150 '15 waves-boris opencl:0 double' at screen 0.05, 0.4822 left noenhanced font ',12'
set label 161 '' at screen 0.03, 0.4699 point pt 5 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 160 from screen 0.03, 0.4654 to screen 0.03, 0.4743 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 160 '16 slides-backtracking simd-single' at screen 0.05, 0.4699 left noenhanced font ',12'
set label 171 '' at screen 0.03, 0.4575 point pt 9 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 170 from screen 0.03, 0.4531 to screen 0.03, 0.462 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 170 '17 slides-backtracking simd-double threads=2' at screen 0.05, 0.4575 left noenhanced font ',12'
set label 181 '' at screen 0.03, 0.4452 point pt 9 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 180 from screen 0.03, 0.4407 to screen 0.03, 0.4496 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 180 '18 slides-backtracking simd-single threads=2' at screen 0.05, 0.4452 left noenhanced font ',12'
set label 191 '' at screen 0.03, 0.4328 point pt 9 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 190 from screen 0.03, 0.4284 to screen 0.03, 0.4373 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 190 '19 slides-backtracking opencl:0 single' at screen 0.05, 0.4328 left noenhanced font ',12'
set label 201 '' at screen 0.03, 0.4205 point pt 9 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 200 from screen 0.03, 0.416 to screen 0.03, 0.4249 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 200 '20 slides-backtracking opencl:0 double' at screen 0.05, 0.4205 left noenhanced font ',12'
set label 211 '' at screen 0.03, 0.4081 point pt 9 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 210 from screen 0.03, 0.4037 to screen 0.03, 0.4126 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 210 '21 field-waves opencl:0 single' at screen 0.05, 0.4081 left noenhanced font ',12'
set label 221 '' at screen 0.03, 0.3958 point pt 9 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 220 from screen 0.03, 0.3914 to screen 0.03, 0.4002 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 220 '22 field-waves opencl:0 double' at screen 0.05, 0.3958 left noenhanced font ',12'
set label 231 '' at screen 0.03, 0.3835 point pt 9 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 230 from screen 0.03, 0.379 to screen 0.03, 0.3879 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 230 '23 solve simd' at screen 0.05, 0.3835 left noenhanced font ',12'
set label 241 '' at screen 0.03, 0.3711 point pt 9 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 240 from screen 0.03, 0.3667 to screen 0.03, 0.3756 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 240 '24 solve dense' at screen 0.05, 0.3711 left noenhanced font ',12'
set label 251 '' at screen 0.03, 0.3588 point pt 13 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 250 from screen 0.03, 0.3543 to screen 0.03, 0.3632 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 250 '25 solve opencl:0 double' at screen 0.05, 0.3588 left noenhanced font ',12'
set label 261 '' at screen 0.03, 0.3464 point pt 13 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 260 from screen 0.03, 0.342 to screen 0.03, 0.3509 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 260 '26 solve opencl:0 dense double' at screen 0.05, 0.3464 left noenhanced font ',12'
set label 271 '' at screen 0.03, 0.3341 point pt 13 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 270 from screen 0.03, 0.3296 to screen 0.03, 0.3385 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 270 '27 spectra simd' at screen 0.05, 0.3341 left noenhanced font ',12'
set label 281 '' at screen 0.03, 0.3217 point pt 13 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 280 from screen 0.03, 0.3173 to screen 0.03, 0.3262 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 280 '28 spectra simd threads=2' at screen 0.05, 0.3217 left noenhanced font ',12'
set label 291 '' at screen 0.03, 0.3094 point pt 13 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 290 from screen 0.03, 0.3049 to screen 0.03, 0.3138 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 290 '29 spectra opencl:0 double' at screen 0.05, 0.3094 left noenhanced font ',12'
set label 301 '' at screen 0.03, 0.297 point pt 13 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 300 from screen 0.03, 0.2926 to screen 0.03, 0.3015 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 300 '30 scan simd' at screen 0.05, 0.297 left noenhanced font ',12'
set label 311 '' at screen 0.03, 0.2847 point pt 13 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 310 from screen 0.03, 0.2802 to screen 0.03, 0.2891 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 310 '31 scan simd threads=2' at screen 0.05, 0.2847 left noenhanced font ',12'
set label 321 '' at screen 0.03, 0.2723 point pt 13 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 320 from screen 0.03, 0.2679 to screen 0.03, 0.2768 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 320 '32 scan opencl:0 double' at screen 0.05, 0.2723 left noenhanced font ',12'
set label 331 '' at screen 0.03, 0.26 point pt 11 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 330 from screen 0.03, 0.2556 to screen 0.03, 0.2644 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 330 '33 tuning simd' at screen 0.05, 0.26 left noenhanced font ',12'
set label 341 '' at screen 0.03, 0.2477 point pt 11 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 340 from screen 0.03, 0.2432 to screen 0.03, 0.2521 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 340 '34 tuning simd threads=2' at screen 0.05, 0.2477 left noenhanced font ',12'
set label 351 '' at screen 0.03, 0.2353 point pt 11 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 350 from screen 0.03, 0.2309 to screen 0.03, 0.2398 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 350 '35 tuning opencl:0 double' at screen 0.05, 0.2353 left noenhanced font ',12'
set label 361 '' at screen 0.03, 0.223 point pt 11 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 360 from screen 0.03, 0.2185 to screen 0.03, 0.2274 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 360 '36 tuning opencl:0 double threads=2' at screen 0.05, 0.223 left noenhanced font ',12'
set label 371 '' at screen 0.03, 0.2106 point pt 11 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 370 from screen 0.03, 0.2062 to screen 0.03, 0.2151 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 370 '37 combination threads=2' at screen 0.05, 0.2106 left noenhanced font ',12'
set label 381 '' at screen 0.03, 0.1983 point pt 11 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 380 from screen 0.03, 0.1938 to screen 0.03, 0.2027 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 380 '38 bump-toys simd' at screen 0.05, 0.1983 left noenhanced font ',12'
set label 391 '' at screen 0.03, 0.1859 point pt 11 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 390 from screen 0.03, 0.1815 to screen 0.03, 0.1904 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 390 '39 bump-toys simd threads=2' at screen 0.05, 0.1859 left noenhanced font ',12'
set label 401 '' at screen 0.03, 0.1736 point pt 11 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 400 from screen 0.03, 0.1691 to screen 0.03, 0.178 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 400 '40 bump-toys opencl:0 double' at screen 0.05, 0.1736 left noenhanced font ',12'
set label 411 '' at screen 0.03, 0.1612 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 410 from screen 0.03, 0.1568 to screen 0.03, 0.1657 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 410 '41 bump-toys opencl:0 double threads=2' at screen 0.05, 0.1612 left noenhanced font ',12'
set label 421 '' at screen 0.03, 0.1489 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 420 from screen 0.03, 0.1444 to screen 0.03, 0.1533 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 420 '42 search-toys simd' at screen 0.05, 0.1489 left noenhanced font ',12'
set label 431 '' at screen 0.03, 0.1365 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 430 from screen 0.03, 0.1321 to screen 0.03, 0.141 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 430 '43 search-toys simd threads=2' at screen 0.05, 0.1365 left noenhanced font ',12'
set label 441 '' at screen 0.03, 0.1242 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 440 from screen 0.03, 0.1198 to screen 0.03, 0.1286 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 440 '44 search-thousand simd threads=2' at screen 0.05, 0.1242 left noenhanced font ',12'
set label 451 '' at screen 0.03, 0.1119 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 450 from screen 0.03, 0.1074 to screen 0.03, 0.1163 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 450 '45 likelihood simd' at screen 0.05, 0.1119 left noenhanced font ',12'
set label 461 '' at screen 0.03, 0.0995 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 460 from screen 0.03, 0.0951 to screen 0.03, 0.104 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 460 '46 likelihood simd threads=2' at screen 0.05, 0.0995 left noenhanced font ',12'
set label 471 '' at screen 0.03, 0.0872 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 470 from screen 0.03, 0.0827 to screen 0.03, 0.0916 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 470 '47 likelihood opencl:0 double' at screen 0.05, 0.0872 left noenhanced font ',12'
set label 481 '' at screen 0.03, 0.0748 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 480 from screen 0.03, 0.0704 to screen 0.03, 0.0793 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 480 '48 likelihood opencl:0 double threads=2' at screen 0.05, 0.0748 left noenhanced font ',12'
set label 491 '' at screen 0.03, 0.0625 point pt 5 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 490 from screen 0.03, 0.058 to screen 0.03, 0.0669 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 490 '49 gradient simd' at screen 0.05, 0.0625 left noenhanced font ',12'
set label 501 '' at screen 0.03, 0.0501 point pt 5 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 500 from screen 0.03, 0.0457 to screen 0.03, 0.0546 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 500 '50 gradient simd threads=2' at screen 0.05, 0.0501 left noenhanced font ',12'
set label 511 '' at screen 0.03, 0.0378 point pt 5 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 510 from screen 0.03, 0.0333 to screen 0.03, 0.0422 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 510 '51 likelihood-batch simd' at screen 0.05, 0.0378 left noenhanced font ',12'
set label 521 '' at screen 0.03, 0.0254 point pt 5 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 520 from screen 0.03, 0.021 to screen 0.03, 0.0299 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 520 '52 likelihood-batch simd threads=2' at screen 0.05, 0.0254 left noenhanced font ',12'
set label 531 '' at screen 0.03, 0.0131 point pt 5 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 530 from screen 0.03, 0.0086 to screen 0.03, 0.0175 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 530 '53 likelihood-batch opencl:0 double' at screen 0.05, 0.0131 left noenhanced font ',12'
set label 541 '' at screen 0.4429, 0.6551 point pt 5 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 540 from screen 0.4429, 0.6506 to screen 0.4429, 0.6595 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 540 '54 likelihood-batch opencl:0 double threads=2' at screen 0.4629, 0.6551 left noenhanced font ',12'
set label 551 '' at screen 0.4429, 0.6427 point pt 5 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 550 from screen 0.4429, 0.6383 to screen 0.4429, 0.6472 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 550 '55 binned-forward-dense gather-openblas' at screen 0.4629, 0.6427 left noenhanced font ',12'
set label 561 '' at screen 0.4429, 0.6304 point pt 5 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 560 from screen 0.4429, 0.6259 to screen 0.4429, 0.6348 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 560 '56 binned-forward-dense direct' at screen 0.4629, 0.6304 left noenhanced font ',12'
set label 571 '' at screen 0.4429, 0.618 point pt 9 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 570 from screen 0.4429, 0.6136 to screen 0.4429, 0.6225 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 570 '57 binned-forward-dense gather-openblas-double threads=2' at screen 0.4629, 0.618 left noenhanced font ',12'
set label 581 '' at screen 0.4429, 0.6057 point pt 9 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 580 from screen 0.4429, 0.6012 to screen 0.4429, 0.6101 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 580 '58 binned-forward-dense gather-openblas threads=2' at screen 0.4629, 0.6057 left noenhanced font ',12'
set label 591 '' at screen 0.4429, 0.5933 point pt 9 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 590 from screen 0.4429, 0.5889 to screen 0.4429, 0.5978 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 590 '59 binned-forward-dense direct threads=2' at screen 0.4629, 0.5933 left noenhanced font ',12'
set label 601 '' at screen 0.4429, 0.581 point pt 9 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 600 from screen 0.4429, 0.5765 to screen 0.4429, 0.5854 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 600 '60 binned-forward-dense opencl:0 single' at screen 0.4629, 0.581 left noenhanced font ',12'
set label 611 '' at screen 0.4429, 0.5686 point pt 9 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 610 from screen 0.4429, 0.5642 to screen 0.4429, 0.5731 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 610 '61 binned-forward-50-events gather-openblas' at screen 0.4629, 0.5686 left noenhanced font ',12'
set label 621 '' at screen 0.4429, 0.5563 point pt 9 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 620 from screen 0.4429, 0.5519 to screen 0.4429, 0.5607 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 620 '62 binned-forward-50-events direct' at screen 0.4629, 0.5563 left noenhanced font ',12'
set label 631 '' at screen 0.4429, 0.544 point pt 9 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 630 from screen 0.4429, 0.5395 to screen 0.4429, 0.5484 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 630 '63 binned-forward-50-events gather-openblas-double threads=2' at screen 0.4629, 0.544 left noenhanced font ',12'
set label 641 '' at screen 0.4429, 0.5316 point pt 9 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 640 from screen 0.4429, 0.5272 to screen 0.4429, 0.536 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 640 '64 binned-forward-50-events gather-openblas threads=2' at screen 0.4629, 0.5316 left noenhanced font ',12'
set label 651 '' at screen 0.4429, 0.5193 point pt 13 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 650 from screen 0.4429, 0.5148 to screen 0.4429, 0.5237 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 650 '65 binned-forward-50-events direct threads=2' at screen 0.4629, 0.5193 left noenhanced font ',12'
set label 661 '' at screen 0.4429, 0.5069 point pt 13 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 660 from screen 0.4429, 0.5025 to screen 0.4429, 0.5114 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 660 '66 binned-forward-50-events opencl:0 single' at screen 0.4629, 0.5069 left noenhanced font ',12'
set label 671 '' at screen 0.4429, 0.4946 point pt 13 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 670 from screen 0.4429, 0.4901 to screen 0.4429, 0.499 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 670 '67 binned-step-dense gather-openblas' at screen 0.4629, 0.4946 left noenhanced font ',12'
set label 681 '' at screen 0.4429, 0.4822 point pt 13 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 680 from screen 0.4429, 0.4778 to screen 0.4429, 0.4867 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 680 '68 binned-step-dense direct' at screen 0.4629, 0.4822 left noenhanced font ',12'
set label 691 '' at screen 0.4429, 0.4699 point pt 13 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 690 from screen 0.4429, 0.4654 to screen 0.4429, 0.4743 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 690 '69 binned-step-dense gather-openblas-double threads=2' at screen 0.4629, 0.4699 left noenhanced font ',12'
set label 701 '' at screen 0.4429, 0.4575 point pt 13 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 700 from screen 0.4429, 0.4531 to screen 0.4429, 0.462 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 700 '70 binned-step-dense gather-openblas threads=2' at screen 0.4629, 0.4575 left noenhanced font ',12'
set label 711 '' at screen 0.4429, 0.4452 point pt 13 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 710 from screen 0.4429, 0.4407 to screen 0.4429, 0.4496 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 710 '71 binned-step-dense direct threads=2' at screen 0.4629, 0.4452 left noenhanced font ',12'
set label 721 '' at screen 0.4429, 0.4328 point pt 13 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 720 from screen 0.4429, 0.4284 to screen 0.4429, 0.4373 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 720 '72 binned-step-dense opencl:0 single' at screen 0.4629, 0.4328 left noenhanced font ',12'
set label 731 '' at screen 0.4429, 0.4205 point pt 11 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 730 from screen 0.4429, 0.416 to screen 0.4429, 0.4249 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 730 '73 binned-step-50-events gather-openblas' at screen 0.4629, 0.4205 left noenhanced font ',12'
set label 741 '' at screen 0.4429, 0.4081 point pt 11 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 740 from screen 0.4429, 0.4037 to screen 0.4429, 0.4126 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 740 '74 binned-step-50-events direct' at screen 0.4629, 0.4081 left noenhanced font ',12'
set label 751 '' at screen 0.4429, 0.3958 point pt 11 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 750 from screen 0.4429, 0.3914 to screen 0.4429, 0.4002 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 750 '75 binned-step-50-events gather-openblas-double threads=2' at screen 0.4629, 0.3958 left noenhanced font ',12'
set label 761 '' at screen 0.4429, 0.3835 point pt 11 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 760 from screen 0.4429, 0.379 to screen 0.4429, 0.3879 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 760 '76 binned-step-50-events gather-openblas threads=2' at screen 0.4629, 0.3835 left noenhanced font ',12'
set label 771 '' at screen 0.4429, 0.3711 point pt 11 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 770 from screen 0.4429, 0.3667 to screen 0.4429, 0.3756 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 770 '77 binned-step-50-events direct threads=2' at screen 0.4629, 0.3711 left noenhanced font ',12'
set label 781 '' at screen 0.4429, 0.3588 point pt 11 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 780 from screen 0.4429, 0.3543 to screen 0.4429, 0.3632 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 780 '78 binned-step-50-events opencl:0 single' at screen 0.4629, 0.3588 left noenhanced font ',12'
set label 791 '' at screen 0.4429, 0.3464 point pt 11 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 790 from screen 0.4429, 0.342 to screen 0.4429, 0.3509 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 790 '79 single-step-dense gather-openblas' at screen 0.4629, 0.3464 left noenhanced font ',12'
set label 801 '' at screen 0.4429, 0.3341 point pt 11 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 800 from screen 0.4429, 0.3296 to screen 0.4429, 0.3385 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 800 '80 single-step-dense direct' at screen 0.4629, 0.3341 left noenhanced font ',12'
set label 811 '' at screen 0.4429, 0.3217 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 810 from screen 0.4429, 0.3173 to screen 0.4429, 0.3262 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 810 '81 single-step-dense gather-openblas-double threads=2' at screen 0.4629, 0.3217 left noenhanced font ',12'
set label 821 '' at screen 0.4429, 0.3094 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 820 from screen 0.4429, 0.3049 to screen 0.4429, 0.3138 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 820 '82 single-step-dense gather-openblas threads=2' at screen 0.4629, 0.3094 left noenhanced font ',12'
set label 831 '' at screen 0.4429, 0.297 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 830 from screen 0.4429, 0.2926 to screen 0.4429, 0.3015 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 830 '83 single-step-dense direct threads=2' at screen 0.4629, 0.297 left noenhanced font ',12'
set label 841 '' at screen 0.4429, 0.2847 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 840 from screen 0.4429, 0.2802 to screen 0.4429, 0.2891 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 840 '84 single-step-dense opencl:0 single' at screen 0.4629, 0.2847 left noenhanced font ',12'
set label 851 '' at screen 0.4429, 0.2723 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 850 from screen 0.4429, 0.2679 to screen 0.4429, 0.2768 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 850 '85 single-step-50-events gather-openblas' at screen 0.4629, 0.2723 left noenhanced font ',12'
set label 861 '' at screen 0.4429, 0.26 point pt 7 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 860 from screen 0.4429, 0.2556 to screen 0.4429, 0.2644 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 860 '86 single-step-50-events direct' at screen 0.4629, 0.26 left noenhanced font ',12'
set label 871 '' at screen 0.4429, 0.2477 point pt 7 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 870 from screen 0.4429, 0.2432 to screen 0.4429, 0.2521 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 870 '87 single-step-50-events gather-openblas-double threads=2' at screen 0.4629, 0.2477 left noenhanced font ',12'
set label 881 '' at screen 0.4429, 0.2353 point pt 7 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 880 from screen 0.4429, 0.2309 to screen 0.4429, 0.2398 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 880 '88 single-step-50-events gather-openblas threads=2' at screen 0.4629, 0.2353 left noenhanced font ',12'
set label 891 '' at screen 0.4429, 0.223 point pt 5 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 890 from screen 0.4429, 0.2185 to screen 0.4429, 0.2274 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 890 '89 single-step-50-events direct threads=2' at screen 0.4629, 0.223 left noenhanced font ',12'
set label 901 '' at screen 0.4429, 0.2106 point pt 5 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 900 from screen 0.4429, 0.2062 to screen 0.4429, 0.2151 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 900 '90 single-step-50-events opencl:0 single' at screen 0.4629, 0.2106 left noenhanced font ',12'
set label 911 '' at screen 0.4429, 0.1983 point pt 5 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 910 from screen 0.4429, 0.1938 to screen 0.4429, 0.2027 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 910 '91 backtrack-regular simd-double' at screen 0.4629, 0.1983 left noenhanced font ',12'
set label 921 '' at screen 0.4429, 0.1859 point pt 5 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 920 from screen 0.4429, 0.1815 to screen 0.4429, 0.1904 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 920 '92 backtrack-regular simd-single' at screen 0.4629, 0.1859 left noenhanced font ',12'
set label 931 '' at screen 0.4429, 0.1736 point pt 5 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 930 from screen 0.4429, 0.1691 to screen 0.4429, 0.178 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 930 '93 backtrack-regular scalar threads=2' at screen 0.4629, 0.1736 left noenhanced font ',12'
set label 941 '' at screen 0.4429, 0.1612 point pt 5 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 940 from screen 0.4429, 0.1568 to screen 0.4429, 0.1657 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 940 '94 backtrack-regular simd-double threads=2' at screen 0.4629, 0.1612 left noenhanced font ',12'
set label 951 '' at screen 0.4429, 0.1489 point pt 5 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 950 from screen 0.4429, 0.1444 to screen 0.4429, 0.1533 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 950 '95 backtrack-regular simd-single threads=2' at screen 0.4629, 0.1489 left noenhanced font ',12'
set label 961 '' at screen 0.4429, 0.1365 point pt 5 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 960 from screen 0.4429, 0.1321 to screen 0.4429, 0.141 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 960 '96 backtrack-regular opencl:0 single' at screen 0.4629, 0.1365 left noenhanced font ',12'
set label 971 '' at screen 0.4429, 0.1242 point pt 9 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 970 from screen 0.4429, 0.1198 to screen 0.4429, 0.1286 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 970 '97 backtrack-regular opencl:0 double' at screen 0.4629, 0.1242 left noenhanced font ',12'
set label 981 '' at screen 0.4429, 0.1119 point pt 9 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 980 from screen 0.4429, 0.1074 to screen 0.4429, 0.1163 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 980 '98 backtrack-random simd-double' at screen 0.4629, 0.1119 left noenhanced font ',12'
set label 991 '' at screen 0.4429, 0.0995 point pt 9 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 990 from screen 0.4429, 0.0951 to screen 0.4429, 0.104 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 990 '99 backtrack-random simd-single' at screen 0.4629, 0.0995 left noenhanced font ',12'
set label 1001 '' at screen 0.4429, 0.0872 point pt 9 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 1000 from screen 0.4429, 0.0827 to screen 0.4429, 0.0916 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 1000 '100 backtrack-random scalar threads=2' at screen 0.4629, 0.0872 left noenhanced font ',12'
set label 1011 '' at screen 0.4429, 0.0748 point pt 9 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 1010 from screen 0.4429, 0.0704 to screen 0.4429, 0.0793 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 1010 '101 backtrack-random simd-double threads=2' at screen 0.4629, 0.0748 left noenhanced font ',12'
set label 1021 '' at screen 0.4429, 0.0625 point pt 9 ps 1.2*k lc rgb '#56B4E9' lw 2.2
set arrow 1020 from screen 0.4429, 0.058 to screen 0.4429, 0.0669 heads size screen 0.003,90 lc rgb '#56B4E9' lw 2.2
set label 1020 '102 backtrack-random simd-single threads=2' at screen 0.4629, 0.0625 left noenhanced font ',12'
set label 1031 '' at screen 0.4429, 0.0501 point pt 9 ps 1.2*k lc rgb '#7F3C8D' lw 2.2
set arrow 1030 from screen 0.4429, 0.0457 to screen 0.4429, 0.0546 heads size screen 0.003,90 lc rgb '#7F3C8D' lw 2.2
set label 1030 '103 backtrack-random opencl:0 single' at screen 0.4629, 0.0501 left noenhanced font ',12'
set label 1041 '' at screen 0.4429, 0.0378 point pt 9 ps 1.2*k lc rgb '#000000' lw 2.2
set arrow 1040 from screen 0.4429, 0.0333 to screen 0.4429, 0.0422 heads size screen 0.003,90 lc rgb '#000000' lw 2.2
set label 1040 '104 backtrack-random opencl:0 double' at screen 0.4629, 0.0378 left noenhanced font ',12'
set arrow 1050 from screen 0.43, 0.0254 to screen 0.4557, 0.0254 nohead lc rgb '#707070' lw 1.8 dt 2
set label 1050 'no gain' at screen 0.4629, 0.0254 left noenhanced font ',12'
plot data index 104 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
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
  data index 17 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 18 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 19 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 20 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 21 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 22 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 23 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 24 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 25 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 26 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 27 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 28 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 29 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 30 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 31 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 32 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 33 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 34 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 35 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 36 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 37 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 38 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 39 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 40 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 41 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 42 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 43 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 44 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 45 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 46 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 47 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 48 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 49 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 50 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 51 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 52 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 53 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 54 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 55 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 56 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 57 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 58 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 59 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 60 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 61 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 62 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 63 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 64 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 65 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 66 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 67 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 68 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 69 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 70 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 71 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 13 ps 1.2*k notitle, \
  data index 72 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 73 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 74 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 75 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 76 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 77 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 78 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 79 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 11 ps 1.2*k notitle, \
  data index 80 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 81 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 82 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 83 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 84 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 85 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 86 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 87 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 88 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 89 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 90 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 91 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 92 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 93 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 94 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 95 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 5 ps 1.2*k notitle, \
  data index 96 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 97 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 98 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 99 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 100 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 101 using 1:2:3 with yerrorbars lc rgb '#56B4E9' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 102 using 1:2:3 with yerrorbars lc rgb '#7F3C8D' lw 2.2 pt 9 ps 1.2*k notitle, \
  data index 103 using 1:2:3 with yerrorbars lc rgb '#000000' lw 2.2 pt 9 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output

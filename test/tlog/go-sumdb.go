// What golang.org/x/mod/sumdb/note and tlog answer, for the tests to hold ours against, which need no Go themselves:
//
//	go run test/tlog/go-sumdb.go > answers.json
//
// (on Debian with golang-go and golang-golang-x-mod-dev: GO111MODULE=off GOPATH=/usr/share/gocode)
//
// and what they say of a log that was made here (vkeys, checkpoint, tiles, leaves, proofs in one JSON file):
//
//	go run test/tlog/go-sumdb.go log.json
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type seedReader struct{ seed []byte }

func (s seedReader) Read(p []byte) (int, error) { n := copy(p, s.seed); return n, nil }

func must(err error) {
	if err != nil {
		panic(err)
	}
}

var hashes []tlog.Hash

type reader struct{}

func (reader) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var out []tlog.Hash
	for _, i := range indexes {
		out = append(out, hashes[i])
	}
	return out, nil
}

func b64(hs []tlog.Hash) []string {
	out := []string{}
	for _, h := range hs {
		out = append(out, h.String())
	}
	return out
}

type signed struct {
	Seed string `json:"seed"`
	Vkey string `json:"vkey"`
	Text string `json:"text"`
	Note string `json:"note"`
}

func main() {
	if len(os.Args) > 1 {
		judge(os.Args[1])
		return
	}
	answers := map[string]any{}
	const size = 1100
	roots := map[int64]string{}
	for n := int64(0); n < size; n++ {
		h, err := tlog.StoredHashes(n, []byte(fmt.Sprintf("entry %d", n)), reader{})
		must(err)
		hashes = append(hashes, h...)
		root, err := tlog.TreeHash(n+1, reader{})
		must(err)
		roots[n+1] = root.String()
	}
	all := sha256.New()
	for n := int64(1); n <= size; n++ {
		fmt.Fprintln(all, roots[n])
	}
	answers["roots"] = map[string]any{"size": size, "sha256OfAllInBase64Lines": fmt.Sprintf("%x", all.Sum(nil))}
	some := []map[string]any{}
	for _, n := range []int64{1, 2, 3, 7, 8, 255, 256, 257, 511, 513, 1000, 1100} {
		some = append(some, map[string]any{"size": n, "root": roots[n]})
	}
	answers["rootsAt"] = some
	inc := []map[string]any{}
	for _, p := range [][2]int64{{0, 1}, {0, 2}, {1, 2}, {2, 3}, {6, 7}, {0, 8}, {254, 255}, {255, 256}, {256, 257}, {100, 513}, {512, 513}, {777, 1000}, {0, 1100}, {1023, 1100}, {1099, 1100}} {
		proof, err := tlog.ProveRecord(p[1], p[0], reader{})
		must(err)
		inc = append(inc, map[string]any{"index": p[0], "size": p[1], "hashes": b64(proof)})
	}
	answers["inclusion"] = inc
	con := []map[string]any{}
	for _, p := range [][2]int64{{1, 1}, {1, 2}, {2, 3}, {3, 7}, {4, 7}, {6, 7}, {8, 8}, {128, 255}, {255, 256}, {256, 257}, {256, 1100}, {257, 1100}, {511, 513}, {1000, 1100}, {1099, 1100}} {
		proof, err := tlog.ProveTree(p[1], p[0], reader{})
		must(err)
		con = append(con, map[string]any{"from": p[0], "to": p[1], "hashes": b64(proof)})
	}
	answers["consistency"] = con
	tiles := []map[string]any{}
	for _, t := range tlog.NewTiles(8, 0, size) {
		// It lists every width on the way; a tree of 1,100 is served as these.
		if t.W != 256 && t.W != 76 && !(t.L == 1 && t.W == 4) {
			continue
		}
		data, err := tlog.ReadTileData(t, reader{})
		must(err)
		// Go's path names the height first: tile/8/0/001. C2SP always has height 8 and leaves it out.
		path := strings.Replace(t.Path(), "tile/8/", "", 1)
		tiles = append(tiles, map[string]any{"path": path, "bytes": len(data), "sha256": fmt.Sprintf("%x", sha256.Sum256(data))})
	}
	answers["tiles"] = tiles
	notes := []signed{}
	for k, name := range []string{"example.com/kernhub", "hub.test/log"} {
		seed := bytes.Repeat([]byte{byte(k + 1)}, 32)
		skey, vkey, err := note.GenerateKey(seedReader{seed}, name)
		must(err)
		signer, err := note.NewSigner(skey)
		must(err)
		root, _ := tlog.TreeHash(1000, reader{})
		text := fmt.Sprintf("%s\n1000\n%s\n", name, root)
		msg, err := note.Sign(&note.Note{Text: text}, signer)
		must(err)
		notes = append(notes, signed{base64.StdEncoding.EncodeToString(seed), vkey, text, string(msg)})
	}
	answers["notes"] = notes
	out, err := json.MarshalIndent(answers, "", "  ")
	must(err)
	fmt.Println(string(out))
}

// What this repository made: a log as it is served.
type made struct {
	Vkeys      []string          `json:"vkeys"`
	Checkpoint string            `json:"checkpoint"`
	Tiles      map[string]string `json:"tiles"`
	Leaves     []string          `json:"leaves"`
	Inclusion  []struct {
		Index  int64
		Size   int64
		Hashes []string
	}
	Consistency []struct {
		From, To int64
		Hashes   []string
	}
}

type tileReader struct{ m made }

func (tileReader) Height() int { return 8 }
func (r tileReader) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, t := range tiles {
		path := strings.Replace(t.Path(), "tile/8/", "", 1)
		d, ok := r.m.Tiles[path]
		if !ok {
			return nil, fmt.Errorf("no tile %s", path)
		}
		b, err := base64.StdEncoding.DecodeString(d)
		must(err)
		out = append(out, b)
	}
	return out, nil
}
func (tileReader) SaveTiles([]tlog.Tile, [][]byte) {}

func list(hs []string) (out []tlog.Hash) {
	for _, h := range hs {
		p, err := tlog.ParseHash(h)
		must(err)
		out = append(out, p)
	}
	return
}

func judge(file string) {
	data, err := os.ReadFile(file)
	must(err)
	var m made
	must(json.Unmarshal(data, &m))
	for _, vkey := range m.Vkeys {
		v, err := note.NewVerifier(vkey)
		must(err)
		n, err := note.Open([]byte(m.Checkpoint), note.VerifierList(v))
		must(err)
		lines := strings.Split(n.Text, "\n")
		var size int64
		fmt.Sscan(lines[1], &size)
		root, err := tlog.ParseHash(lines[2])
		must(err)
		hr := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, tileReader{m})
		again, err := tlog.TreeHash(size, hr)
		must(err)
		if again != root {
			panic("root")
		}
		count := 0
		for i := int64(0); i < size; i++ {
			p, err := tlog.ProveRecord(size, i, hr)
			must(err)
			leaf, err := base64.StdEncoding.DecodeString(m.Leaves[i])
			must(err)
			must(tlog.CheckRecord(p, size, root, i, tlog.RecordHash(leaf)))
			count++
		}
		for _, p := range m.Inclusion {
			leaf, _ := base64.StdEncoding.DecodeString(m.Leaves[p.Index])
			th, err := tlog.TreeHash(p.Size, hr)
			must(err)
			must(tlog.CheckRecord(list(p.Hashes), p.Size, th, p.Index, tlog.RecordHash(leaf)))
			count++
		}
		for _, p := range m.Consistency {
			a, err := tlog.TreeHash(p.From, hr)
			must(err)
			b, err := tlog.TreeHash(p.To, hr)
			must(err)
			must(tlog.CheckTree(list(p.Hashes), p.To, b, p.From, a))
			count++
		}
		fmt.Println(v.Name(), "opens;", size, "leaves from tiles,", count, "proofs hold")
	}
}
